package dev.wainwright.api.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodAnnotationsTest {
    @ParameterizedTest
    @CsvSource({"90s, 90", "1m30s, 90", "90, 90", "0.5, 0.5", "1h, 3600"})
    void aTimeIsWrittenInSecondsOrAsGoDoes(String text, double seconds) {
        Pod pod = with("wainwright.dev/duration", text);

        assertThat(PodAnnotations.duration(pod)).contains(Duration.ofMillis(Math.round(seconds * 1000)));
        assertThat(PodAnnotations.problem(PodAnnotations.DURATION, text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            wainwright.dev/duration, soon
            wainwright.dev/duration, never
            wainwright.dev/duration, -5s
            wainwright.dev/ready, later
            wainwright.dev/ready, ''
            wainwright.dev/exit-code, 256
            wainwright.dev/exit-code, -1
            wainwright.dev/exit-code, failed
            """)
    void whatNobodyCanReadCountsAsNotWrittenAndIsAProblem(String key, String text) {
        Pod pod = with(key, text);

        assertThat(PodAnnotations.duration(pod)).isEmpty();
        assertThat(PodAnnotations.ready(pod)).isEmpty();
        assertThat(PodAnnotations.isNeverReady(pod)).isFalse();
        assertThat(PodAnnotations.exitCode(pod)).isEmpty();
        assertThat(PodAnnotations.problem(key, text)).isPresent();
    }

    @Test
    void aPodMayNeverBeReadyAndEndWithACode() {
        assertThat(PodAnnotations.isNeverReady(with("wainwright.dev/ready", "never")))
                .isTrue();
        assertThat(PodAnnotations.problem(PodAnnotations.READY, "never")).isEmpty();
        assertThat(PodAnnotations.exitCode(with("wainwright.dev/exit-code", "137")))
                .hasValue(137);
    }

    private static Pod with(String key, String text) {
        var document = (Tree.Mapping) Json.parse("""
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","annotations":{"%s":"%s"}}}""".formatted(key, text));
        return (Pod) Codec.read(Kinds.of(Pod.class), document, new Interner());
    }
}
