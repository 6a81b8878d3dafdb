package dev.wainwright.api.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlScalarsTest {
    private static String json(String plain) {
        return Json.print(YamlScalars.resolve(plain, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "yes, true",
        "No, false",
        "ON, true",
        "off, false",
        "y, true",
        "N, false",
        "TRUE, true",
        "~, null",
        "Null, null",
        "0, 0",
        "-7, -7",
        "+7, 7",
        "017, 15",
        "0o17, 15",
        "0x1F, 31",
        "-0x1f, -31",
        "0b101, 5",
        "1_000, 1000",
        "08, 8",
        "1.0, 1",
        "1.50, 1.5",
        "1e3, 1000",
        ".5, 0.5",
        "-1.5e-2, -0.015",
        "123456789012345678901, 123456789012345678901"
    })
    void plainScalarsMeanWhatTheyMeanToKubernetes(String plain, String expected) {
        assertThat(json(plain)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yEs",
                "nope",
                "tRue",
                "oN",
                "nil",
                "-",
                "+",
                "1.2.3",
                "10.0.0.1",
                "1:30",
                "2026-01-31",
                "0x",
                "0xZZ",
                "12abc",
                "1e",
                "500m",
                "1Gi",
                "-n",
                "--flag",
                "e3",
                ".",
                "..",
                "1e3x",
                "0b12",
                "0o9"
            })
    void everythingElseIsText(String plain) {
        assertThat(YamlScalars.resolve(plain, 1)).isEqualTo(Tree.text(plain));
    }

    @Test
    void infinityIsRefusedForJsonCannotSayIt() {
        assertThatThrownBy(() -> YamlScalars.resolve("-.inf", 3))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("-.inf");
    }
}
