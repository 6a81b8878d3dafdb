package dev.wainwright.apiserver.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {
    private static final Tree DOCUMENT = Json.parse("""
            {"a": {"b.c/d": "x", "list": [1, 2, 3]},
             "all": [{"type": "Ready", "n": 1, "deep": {"k": "v"}}, {"type": "Old", "n": 2}]}""");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ".a.b\\.c/d | [x]",
                "a.b\\.c/d | [x]",
                "{.a['b.c/d']} | [x]",
                "$.a.list[0] | [1]",
                ".a.list[-1] | [3]",
                ".a.list[7] | []",
                ".a.list[*] | [1, 2, 3]",
                ".all[*].type | [Ready, Old]",
                ".all[?(@.type==\"Ready\")].n | [1]",
                ".all[?(@.type=='Old')].n | [2]",
                ".all[?(@.type != 'Old')].n | [1]",
                ".all[?(@.n==2)].type | [Old]",
                ".all[?(@.deep.k=='v')].type | [Ready]",
                ".all[*].deep | [{\"k\":\"v\"}]",
                ".nothing.here | []",
                ".a.list.b | []"
            })
    void aPathLeadsToValues(String path, String found) {
        assertThat(JsonPath.parse(path).orElseThrow().all(DOCUMENT).stream()
                        .map(JsonPath::text)
                        .toList())
                .hasToString(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {".a[", ".a[x]", ".a..b", ".a[?(@.b)]", "{.a", ".all[?(@.n>1)]", ".a[0:2]"})
    void otherFormsAreNoPaths(String path) {
        assertThat(JsonPath.parse(path)).isEmpty();
    }
}
