package dev.wainwright.api.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {
    /** What a handler was told: documents as {@code number: json}, troubles as {@code number, line n: message}. */
    private static List<String> read(byte[] bytes) {
        var told = new ArrayList<String>();
        try {
            DocumentReader.read(new ByteArrayInputStream(bytes), new DocumentHandler() {
                @Override
                public void document(Tree.Mapping object, int document) {
                    told.add(document + ": " + Json.print(object));
                }

                @Override
                public void trouble(int document, int line, String message) {
                    told.add(document + ", line " + line + ": " + message);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return told;
    }

    private static List<String> read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void documentsArriveInOrderWithTheirNumbers() {
        assertThat(read("a: 1\n---\nb: 2\n--- # third\nc: 3\n"))
                .containsExactly("1: {\"a\":1}", "2: {\"b\":2}", "3: {\"c\":3}");
    }

    @Test
    void commentsAndDirectivesBeforeTheFirstSeparatorBelongToTheFirstDocument() {
        assertThat(read("# head\n%YAML 1.2\n---\na: 1\n---\nb: 2\n")).containsExactly("1: {\"a\":1}", "2: {\"b\":2}");
    }

    @Test
    void emptyDocumentsCountButDoNotArrive() {
        assertThat(read("---\n---\n# nothing\n---\na: 1\n...\n---\n")).containsExactly("3: {\"a\":1}");
    }

    @Test
    void aListArrivesItemByItemThoughItsKindComesLast() {
        assertThat(read("apiVersion: v1\nitems:\n- kind: A\n- kind: B\nkind: List\n"))
                .containsExactly("1: {\"kind\":\"A\"}", "1: {\"kind\":\"B\"}");
    }

    @Test
    void itemsOfATypedListGetTheirKindFromTheList() {
        String item = "1: {\"metadata\":{\"name\":\"x\"},\"apiVersion\":\"v1\",\"kind\":\"Pod\"}";

        assertThat(read("{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"items\":[{\"metadata\":{\"name\":\"x\"}}]}"))
                .containsExactly(item);
        assertThat(read("items:\n- metadata: {name: x}\nkind: PodList\napiVersion: v1\n"))
                .containsExactly(item);
    }

    @Test
    void listsWithinListsAreFlattened() {
        assertThat(read("kind: List\nitems:\n- kind: List\n  items:\n  - kind: A\n- kind: B\n"))
                .containsExactly("1: {\"kind\":\"A\"}", "1: {\"kind\":\"B\"}");
    }

    @Test
    void anObjectWithItemsThatIsNoListArrivesWhole() {
        assertThat(read("kind: Menu\nitems:\n- soup\n")).containsExactly("1: {\"kind\":\"Menu\",\"items\":[\"soup\"]}");
    }

    @Test
    void itemsOfAListArriveBeforeTheStreamIsReadToItsEnd() throws IOException {
        byte[] head = "items:\n".getBytes(StandardCharsets.UTF_8);
        byte[] item = ("- kind: Pod\n  text: " + "x".repeat(50_000) + "\n").getBytes(StandardCharsets.UTF_8);
        var given = new AtomicInteger();
        var givenAtFirstItem = new AtomicInteger();
        var endless = new InputStream() {
            private InputStream part = new ByteArrayInputStream(head);

            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = part.read(target, offset, length);
                if (count >= 0 || given.get() == 100) {
                    return count;
                }
                given.incrementAndGet();
                part = new ByteArrayInputStream(item);
                return part.read(target, offset, length);
            }
        };

        DocumentReader.read(endless, new DocumentHandler() {
            @Override
            public void document(Tree.Mapping object, int document) {
                givenAtFirstItem.compareAndSet(0, given.get());
            }

            @Override
            public void trouble(int document, int line, String message) {
                throw new AssertionError(message);
            }
        });

        assertThat(givenAtFirstItem.get()).isLessThan(5);
    }

    @Test
    void jsonDocumentsMayFollowEachOtherAndStandBetweenSeparators() {
        assertThat(read("{\"a\":1}{\"b\":2}\n{\"c\":3}\n---\n{\"d\":4}\n"))
                .containsExactly("1: {\"a\":1}", "2: {\"b\":2}", "3: {\"c\":3}", "4: {\"d\":4}");
    }

    @Test
    void aFlowMappingWithoutQuotesIsYaml() {
        assertThat(read("{kind: Pod, m: 1}\n")).containsExactly("1: {\"kind\":\"Pod\",\"m\":1}");
    }

    @Test
    void anErrorLosesOneDocumentAndSaysItsLine() {
        List<String> told = read("a: 1\n---\nb: 2\n  c: [\nd: 3\n---\ne: 4\n");

        assertThat(told).hasSize(3).startsWith("1: {\"a\":1}").endsWith("3: {\"e\":4}");
        assertThat(told.get(1)).startsWith("2, line 4: not valid YAML: ");
    }

    @Test
    void anErrorInJsonLosesItsDocumentOnly() {
        List<String> told = read("{\"a\":1}\n---\n{\"b\":\n 2,,}\n---\n{\"c\":3}\n");

        assertThat(told).hasSize(3).startsWith("1: {\"a\":1}").endsWith("3: {\"c\":3}");
        assertThat(told.get(1)).startsWith("2, line 4: not valid JSON: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x:\n  a: 1\n  b: 2\n  a: 3\n", "{\"x\":{\n\"a\":1,\n\"b\":2,\n\"a\":3}}"})
    void aFieldThatIsSetTwiceIsAnErrorAtTheSecond(String text) {
        assertThat(read(text))
                .containsExactly("1, line 4: the field \"a\" is already set in this object: remove one of the two");
    }

    @Test
    void anchorsAliasesAndMergeKeysWork() {
        assertThat(read("base: &b {x: 1, z: 2}\nuse:\n  <<: *b\n  z: 3\nsame: *b\n"))
                .containsExactly(
                        "1: {\"base\":{\"x\":1,\"z\":2},\"use\":{\"z\":3,\"x\":1},\"same\":{\"x\":1,\"z\":2}}");
    }

    @Test
    void aBillionLaughsAreRefused() {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1);
            text.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(10, alias))));
        }

        assertThat(read(text.toString()))
                .singleElement()
                .asString()
                .contains("aliases of this document stand for more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void bottomlessNestingIsRefused(String open) {
        assertThat(read("{\"x\":" + open.repeat(100_000)))
                .singleElement()
                .asString()
                .startsWith("1, line 1: ");
    }

    @Test
    void windowsLineEndsAndAByteOrderMarkDoNotMatter() {
        assertThat(read("\uFEFFa: 1\r\nb:\r\n- x\r\n---\r\nc: 2\r\n"))
                .containsExactly("1: {\"a\":1,\"b\":[\"x\"]}", "2: {\"c\":2}");
    }

    @Test
    void bytesThatAreNoTextAreSaidWithTheirLine() {
        assertThat(read("a: 1\n---\nb: \u0001\n---\nc: 3\n"))
                .containsExactly(
                        "1: {\"a\":1}",
                        "2, line 3: the text holds the control character 0x01 here: is this a binary file?",
                        "3: {\"c\":3}");
        assertThat(read("a: \u00e4\n".getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly("1, line 1: the text is not valid UTF-8 here: save the file as UTF-8");
        assertThat(read("a: 1\n".getBytes(StandardCharsets.UTF_16)))
                .containsExactly("1, line 1: the text is UTF-16 or UTF-32: save the file as UTF-8");
    }

    @Test
    void whatIsNoMappingIsSaidToBeNone() {
        assertThat(read("- kind: Pod\n---\njust text\n---\n[{}]"))
                .satisfiesExactly(
                        list -> assertThat(list).contains("this is a sequence: use kind List"),
                        text -> assertThat(text).contains("this is plain text"),
                        json -> assertThat(json).contains("use kind List"));
    }

    @Test
    void aNumberTooLargeForAnyMachineIsRefused() {
        assertThat(read("{\"a\": 1e999999999}")).containsExactly("1, line 1: the number 1e999999999 is out of range");
    }

    @Test
    void linesAreThoseOfTheFile() {
        var lines = new ArrayList<Integer>();
        String text = "# one\na:\n  b:\n  - c: 1\n---\n\nd: {\"e\":\n  2}\n";
        try {
            DocumentReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), new DocumentHandler() {
                @Override
                public void document(Tree.Mapping object, int document) {
                    lines.add(object.line());
                    object.fields().values().forEach(value -> lines.add(value.line()));
                }

                @Override
                public void trouble(int document, int line, String message) {
                    throw new AssertionError(message);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(lines).containsExactly(2, 3, 7, 7);
    }
}
