package dev.wainwright.api.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The files that a list of files, folders and {@code -} stands for. */
public final class Sources {
    public static final String STDIN = "-";

    private Sources() {}

    /** In the order given, folders in the order of names; what does not exist is told to {@code findings}. */
    public static List<String> of(List<String> paths, Consumer<Finding> findings) {
        var sources = new ArrayList<String>();
        for (String path : paths) {
            if (path.equals(STDIN) || Files.isRegularFile(Path.of(path))) {
                sources.add(path);
            } else if (Files.isDirectory(Path.of(path))) {
                sources.addAll(folder(path, findings));
            } else if (Files.exists(Path.of(path))) {
                // Named pipes, such as bash makes for <(kubectl get pods -o yaml).
                sources.add(path);
            } else {
                findings.accept(Finding.error("", 0, "no such file or folder").in(path, 0, ""));
            }
        }
        return sources;
    }

    private static List<String> folder(String folder, Consumer<Finding> findings) {
        try (var files = Files.walk(Path.of(folder), FileVisitOption.FOLLOW_LINKS)) {
            List<String> manifests = files.filter(Files::isRegularFile)
                    .filter(Sources::isManifest)
                    .sorted()
                    .map(Path::toString)
                    .toList();
            if (manifests.isEmpty()) {
                findings.accept(Finding.warning("", 0, "no *.yaml, *.yml or *.json in this folder")
                        .in(folder, 0, ""));
            }
            return manifests;
        } catch (IOException | UncheckedIOException e) {
            findings.accept(
                    Finding.error("", 0, "cannot be listed: " + e.getMessage()).in(folder, 0, ""));
            return List.of();
        }
    }

    private static boolean isManifest(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }
}
