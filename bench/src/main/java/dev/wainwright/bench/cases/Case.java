package dev.wainwright.bench.cases;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One question: a cluster, what can be bought, and how to plan.
 *
 * @param objects Kubernetes documents
 * @param types instance types in kwok's format
 */
public record Case(CaseKind kind, long seed, List<Doc> objects, List<Doc> types, boolean ignorePreferences) {
    /** The files of a case folder. */
    public static final String MANIFESTS = "manifests.json";

    public static final String TYPES = "instance-types.json";
    public static final String OPTIONS = "case.json";

    public Case {
        objects = List.copyOf(objects);
        types = List.copyOf(types);
    }

    public String name() {
        return "%s-%04d"
                .formatted(kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), seed);
    }

    /** Writes the case into a folder of its own, one object a line, and gives the folder. */
    @CanIgnoreReturnValue
    public Path write(Path parent) throws IOException {
        Path folder = Files.createDirectories(parent.resolve(name()));
        Files.writeString(
                folder.resolve(MANIFESTS),
                objects.stream()
                        .map(Json::line)
                        .collect(Collectors.joining(
                                ",\n", "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[\n", "\n]}\n")));
        Files.writeString(
                folder.resolve(TYPES),
                types.stream().map(Json::line).collect(Collectors.joining(",\n", "[\n", "\n]\n")));
        Files.writeString(
                folder.resolve(OPTIONS),
                Json.line(Doc.of("kind", kind.name(), "seed", seed, "ignorePreferences", ignorePreferences)) + "\n");
        return folder;
    }
}
