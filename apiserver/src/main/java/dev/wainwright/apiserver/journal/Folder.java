package dev.wainwright.apiserver.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a journal by their names. */
record Folder(Path path) {
    private static final Pattern NAME = Pattern.compile("(log|snapshot)-(\\d{20})");
    private static final String UNFINISHED = ".unfinished";

    Path log(long number) {
        return path.resolve("log-%020d".formatted(number));
    }

    Path snapshot(long revision) {
        return path.resolve("snapshot-%020d".formatted(revision));
    }

    Path unfinished(Path file) {
        return path.resolve(file.getFileName() + UNFINISHED);
    }

    NavigableMap<Long, Path> logs() throws IOException {
        return files("log");
    }

    NavigableMap<Long, Path> snapshots() throws IOException {
        return files("snapshot");
    }

    private NavigableMap<Long, Path> files(String what) throws IOException {
        var found = new TreeMap<Long, Path>();
        try (Stream<Path> files = Files.list(path)) {
            files.forEach(file -> {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches() && name.group(1).equals(what)) {
                    found.put(Long.valueOf(name.group(2)), file);
                }
            });
        }
        return found;
    }

    void deleteUnfinished() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().endsWith(UNFINISHED)) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Makes new, renamed and deleted files outlive a crash. */
    void sync() throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** A whole file; those of a journal are below 2 GiB. */
    static ByteBuffer read(Path file) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(file));
    }
}
