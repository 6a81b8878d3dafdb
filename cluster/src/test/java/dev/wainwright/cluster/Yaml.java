package dev.wainwright.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.read.ManifestReader;
import dev.wainwright.api.read.Manifests;
import dev.wainwright.api.read.Profile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Objects from manifests, by the one way in. */
public final class Yaml {
    private Yaml() {}

    public static List<KubeObject> objects(String text) {
        Manifests read = ManifestReader.read(
                List.of("-"),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                Profile.STRICT,
                pattern -> List.of());
        assertThat(read.findings()).isEmpty();
        return read.objects();
    }

    public static <T extends KubeObject> T object(Class<T> type, String text) {
        return type.cast(objects(text).getFirst());
    }
}
