package dev.wainwright.model.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0Mi, 0",
        "1, 1",
        "+1, 1",
        "-2, -2",
        "1000m, 1",
        "1500m, 1500m",
        "0.5, 500m",
        ".5, 500m",
        "1., 1",
        "1000, 1k",
        "1024M, 1024M",
        "1000M, 1G",
        "1024Mi, 1Gi",
        "1536Mi, 1536Mi",
        "1.5Gi, 1536Mi",
        "0.5Ki, 512",
        "100Ki, 100Ki",
        "1e3, 1e3",
        "1E3, 1e3",
        "12e-1, 1200e-3",
        "1E, 1E",
        "5n, 5n",
        "1000u, 1m",
        "0.1n, 1n",
        "128974848, 128974848",
        "99999999999E, 9223372036854775807",
        "-1536Mi, -1536Mi",
        "-3Ei, -3Ei",
        "7999999999999999999n, 7999999999999999999n",
        "9223372036854775806, 9223372036854775806",
        "-1234567890.123456789, -1234567890123456789n",
        "12345678901234567e2, 1234567890123456700",
    })
    void quantitiesPrintInKubernetesCanonicalForm(String written, String canonical) {
        assertThat(Quantity.parse(written)).hasToString(canonical);
        assertThat(Quantity.parse(canonical)).isEqualTo(Quantity.parse(written)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverIsPrintedReadsAsTheSameAmountWithoutAFraction(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            long digits = random.nextLong() >> random.nextInt(63);
            BigDecimal amount = BigDecimal.valueOf(digits, random.nextInt(-3, 10));
            for (Quantity.Format format : Quantity.Format.values()) {
                var quantity = new Quantity(amount, format);
                assertThat(quantity.toString()).doesNotContain(".");
                assertThat(Quantity.parse(quantity.toString())).isEqualTo(quantity);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " 1", "1 ", "one", "1ki", "1KI", "1mi", "2x", "--1", "1.2.3", "1e", "e3", "1ee3", "Gi", "٣"})
    void whatIsNoQuantityIsRefusedWithAHint(String text) {
        assertThatThrownBy(() -> Quantity.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\" is not a quantity");
    }

    @Test
    void equalAmountsAreEqualWhateverTheirFormat() {
        assertThat(Quantity.parse("1Gi"))
                .isEqualTo(Quantity.parse("1073741824"))
                .hasSameHashCodeAs(Quantity.parse("1073741824"));
        assertThat(Quantity.parse("100m")).isNotEqualTo(Quantity.parse("900m")).isLessThan(Quantity.parse("0.9"));
    }

    @Test
    void amountsRoundUpToTheUnitAskedFor() {
        assertThat(Quantity.parse("1500m").units()).isEqualTo(2);
        assertThat(Quantity.parse("100u").milli()).isEqualTo(1);
        assertThat(Quantity.parse("-1500m").units()).isEqualTo(-1);
        assertThat(Quantity.parse("9E").milli()).isEqualTo(Long.MAX_VALUE);
    }
}
