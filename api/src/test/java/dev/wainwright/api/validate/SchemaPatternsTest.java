package dev.wainwright.api.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.wainwright.api.crd.Crd;
import dev.wainwright.api.crd.Crds;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.schema.SchemaBuilder;
import dev.wainwright.api.schema.SchemaCheck;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Go's regular expressions and Java's differ at the edges; for the patterns of our schemas they must not. */
class SchemaPatternsTest {
    private static final long SEED = 7;
    private static final List<String> PIECES = List.of(
            "",
            "0",
            "7",
            "10",
            "59",
            "100",
            "720",
            "58000",
            "64000",
            ".",
            "-",
            "+",
            "%",
            "h",
            "m",
            "s",
            "Gi",
            "G",
            "Ti",
            "T",
            "Never",
            "a",
            "Az",
            "karpenter.sh",
            "/",
            "_",
            "é",
            " ",
            "\n",
            "\t",
            "\u000b",
            "@daily",
            "@",
            "*",
            "e3",
            "E-2",
            "cr-",
            "pg-",
            "sg-",
            "subnet-",
            "ami-",
            "123456789012");

    @ParameterizedTest
    @MethodSource("patterns")
    void aTextFitsAPatternHereWhenItDoesForGo(String pattern) {
        Pattern go = Pattern.compile(pattern);
        Schema schema = SchemaBuilder.object("")
                .field("text", SchemaBuilder.text("").pattern(pattern))
                .build();
        int fitting = 0;
        for (String text : texts()) {
            var document = new Tree.Mapping(Map.of("text", Tree.text(text)), 0);
            boolean fits = go.matcher(text).find();
            assertThat(SchemaCheck.check(document, schema).findings().isEmpty())
                    .as("seed %d: \"%s\" and %s", SEED, text, pattern)
                    .isEqualTo(fits);
            fitting += fits ? 1 : 0;
        }
        assertThat(fitting).as("texts that fit %s", pattern).isPositive();
    }

    private static List<String> texts() {
        var random = new SplittableRandom(SEED);
        var texts = new ArrayList<>(PIECES);
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int pieces = 1 + random.nextInt(5); pieces > 0; pieces--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            texts.add(text.toString());
        }
        texts.addAll(List.of("0 9 * * *", "0 9 * * mon-fri", "a b c d e\n", "@hourly", "True", "Ready"));
        return texts;
    }

    static Stream<String> patterns() {
        var patterns = new TreeSet<String>();
        Crds.all().stream().map(Crd::kind).forEach(kind -> collect(kind.schema().get(), patterns));
        return patterns.stream();
    }

    private static void collect(Schema schema, Set<String> patterns) {
        if (schema.limits().pattern() != null) {
            patterns.add(schema.limits().pattern());
        }
        schema.properties().values().forEach(child -> collect(child, patterns));
        if (schema.items() != null) {
            collect(schema.items(), patterns);
        }
        if (schema.additionalProperties() != null) {
            collect(schema.additionalProperties(), patterns);
        }
    }
}
