import static java.lang.classfile.ClassFile.JAVA_8_VERSION;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The last step of the build: gathers the jars that {@code wain} runs on in one folder.
 *
 * <p>Classes older than Java 6 cannot go into the JVM's AOT cache ("old class has been linked"), and picocli's are Java 5:
 * its start-up would cost more than everything else together. So they are written again as Java 8 classes, with the stack
 * maps that this version wants; nothing else in them changes.
 *
 * <p>Usage: {@code java Assemble.java OUT OWN_JAR CLASSPATH}. Run as a source file, because a module for it would have to be
 * built before the one it serves.
 */
final class Assemble {
    private static final int OLDEST_THAT_CAN_BE_CACHED = 50;

    public static void main(String[] arguments) throws IOException {
        Path out = Path.of(arguments[0]);
        Files.createDirectories(out);
        Set<Path> wanted = new TreeSet<>();
        List<String> jars = Stream.concat(
                        Stream.of(arguments[1]), Stream.of(arguments[2].split(File.pathSeparator)))
                .filter(entry -> entry.endsWith(".jar"))
                .toList();
        for (String jar : jars) {
            Path target = out.resolve(Path.of(jar).getFileName());
            wanted.add(target);
            Files.copy(Path.of(jar), target, StandardCopyOption.REPLACE_EXISTING);
            if (target.getFileName().toString().startsWith("picocli-")) {
                rewriteOldClasses(target);
            }
        }
        // The launcher compares the sources with this one.
        Path built = out.resolve("built");
        wanted.add(built);
        Files.writeString(built, "");
        removeAllBut(out, wanted);
    }

    private static void removeAllBut(Path folder, Set<Path> wanted) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            for (Path path : found.filter(path -> !wanted.contains(path)).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void rewriteOldClasses(Path jar) throws IOException {
        try (FileSystem inside = FileSystems.newFileSystem(jar);
                Stream<Path> files = Files.walk(inside.getPath("/"))) {
            var classFile = ClassFile.of(
                    ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                    ClassFile.ConstantPoolSharingOption.NEW_POOL,
                    ClassFile.ClassHierarchyResolverOption.of(hierarchyOf(inside)));
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                byte[] original = Files.readAllBytes(file);
                if (major(original) < OLDEST_THAT_CAN_BE_CACHED) {
                    Files.write(file, asJava8(classFile, original));
                }
            }
        }
    }

    private static byte[] asJava8(ClassFile classFile, byte[] original) {
        ClassTransform newVersion = (builder, element) ->
                builder.with(element instanceof ClassFileVersion ? ClassFileVersion.of(JAVA_8_VERSION, 0) : element);
        // Bodies are taken apart and put together again, or they would be copied as they are, without stack maps.
        ClassTransform newBodies = ClassTransform.transformingMethodBodies((code, element) -> code.with(element));
        return classFile.transformClass(classFile.parse(original), newVersion.andThen(newBodies));
    }

    /** Stack maps need to know which class extends which: asked of the jar first, then of the JDK. */
    private static ClassHierarchyResolver hierarchyOf(FileSystem jar) {
        return ClassHierarchyResolver.ofResourceParsing(type -> open(jar, type))
                .orElse(ClassHierarchyResolver.defaultResolver())
                .cached();
    }

    private static InputStream open(FileSystem jar, ClassDesc type) {
        String name = type.descriptorString();
        Path file = jar.getPath("/" + name.substring(1, name.length() - 1) + ".class");
        try {
            return Files.exists(file) ? new ByteArrayInputStream(Files.readAllBytes(file)) : null;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int major(byte[] classBytes) {
        return (classBytes[6] & 0xff) << 8 | classBytes[7] & 0xff;
    }
}
