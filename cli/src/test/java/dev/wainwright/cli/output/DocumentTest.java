package dev.wainwright.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.cli.shell.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class DocumentTest {
    @Test
    void jsonKeepsTheOrderOfTheCallsAndWritesPlainPrices() {
        assertThat(written(Format.JSON, DocumentTest::sample)).isEqualTo("""
                        {
                          "name": "a: b",
                          "pods": 3,
                          "sure": true,
                          "price": 0.3,
                          "round": 10,
                          "tiny": 0.0000000001,
                          "part": 0.12345678,
                          "unknown": null,
                          "list": [ "x", "true", "" ],
                          "none": [ ],
                          "empty": { },
                          "map": {
                            "cpu": "500m",
                            "memory": "1Gi"
                          },
                          "nested": [ {
                            "deep": [ {
                              "k": "v"
                            } ]
                          }, {
                            "k": "v",
                            "l": "w"
                          } ]
                        }
                        """);
    }

    @Test
    void yamlSaysTheSame() {
        assertThat(written(Format.YAML, DocumentTest::sample)).isEqualTo("""
                        name: "a: b"
                        pods: 3
                        sure: true
                        price: 0.3
                        round: 10
                        tiny: 0.0000000001
                        part: 0.12345678
                        unknown: null
                        list:
                          - x
                          - "true"
                          - ""
                        none: []
                        empty: {}
                        map:
                          cpu: "500m"
                          memory: "1Gi"
                        nested:
                          - deep:
                              - k: v
                          - k: v
                            l: w
                        """);
    }

    @Test
    void yamlReadsBackWhateverTheTextsAre() {
        var texts = List.of(
                "no",
                "~",
                "0x1f",
                "1e3",
                "- a",
                "a #b",
                "# c",
                "a: b",
                "&x",
                "*x",
                "!t",
                "%d",
                "@a",
                "`b",
                "line\nbreak",
                "tab\there",
                "\"quoted\"",
                "back\\slash",
                " lead",
                "trail ",
                "é",
                "2026-01-01",
                "",
                "NULL",
                "a b (c)",
                "?",
                "x:");
        String yaml = written(Format.YAML, document -> {
            document.beginObject();
            document.field("texts", texts);
            document.endObject();
        });
        Object read = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        assertThat(read).isEqualTo(Map.of("texts", texts));
    }

    private static void sample(Document document) {
        document.beginObject();
        document.field("name", "a: b");
        document.field("pods", 3);
        document.field("sure", true);
        document.price("price", 0.1 + 0.2);
        document.price("round", 10.0);
        document.price("tiny", 1e-10);
        document.share("part", OptionalDouble.of(0.12345678));
        document.share("unknown", OptionalDouble.empty());
        document.field("list", List.of("x", "true", ""));
        document.field("none", List.of());
        document.field("empty", Map.of());
        document.field("map", Map.of("memory", "1Gi", "cpu", "500m"));
        document.key("nested").beginArray();
        document.beginObject();
        document.key("deep").beginArray();
        document.beginObject();
        document.field("k", "v");
        document.endObject();
        document.endArray();
        document.endObject();
        document.beginObject();
        document.field("k", "v");
        document.field("l", "w");
        document.endObject();
        document.endArray();
        document.endObject();
    }

    private static String written(Format format, Consumer<Document> content) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        var document = Document.to(new Terminal(out, out, false, false, true, 80), format);
        content.accept(document);
        document.end();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
