package dev.wainwright.api.read;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads manifests from texts, for tests. */
public final class Read {
    private Read() {}

    public static Manifests strict(String text) {
        return read(text, Profile.STRICT);
    }

    public static Manifests lenient(String text) {
        return read(text, Profile.LENIENT);
    }

    /** The text of every finding. */
    public static List<String> findings(String text) {
        return strict(text).findings().stream().map(Finding::toString).toList();
    }

    private static Manifests read(String text, Profile profile) {
        return ManifestReader.read(List.of("-"), stream(text), profile, pattern -> List.of());
    }

    static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
