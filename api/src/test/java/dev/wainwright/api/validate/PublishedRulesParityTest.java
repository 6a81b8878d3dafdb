package dev.wainwright.api.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.schema.Check;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every published rule and its twin in Java give the same verdict, wherever and on whatever they are asked. */
class PublishedRulesParityTest {
    private static final long SEED = 20261122;
    private static final int DOCUMENTS = 1500;
    private static final PublishedCel CEL = new PublishedCel();

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void everyRuleAgreesWithItsTwinOnRandomDocuments(Example example) {
        Schema schema = example.kind().schema().get();
        Tree.Mapping valid = example.document();
        var tally = new Tally();
        for (int i = 0; i < DOCUMENTS; i++) {
            var documents = new RandomDocuments(SEED + i);
            Tree.Mapping first = i % 3 == 0 ? documents.document(schema) : documents.mutated(valid, schema);
            tally.seed = SEED + i;
            compare(schema, first, null, tally);
            compare(schema, documents.mutated(first, schema), first, tally);
            compare(schema, valid, first, tally);
        }

        assertThat(tally.held).as("rules that held, by rule").containsOnlyKeys(tally.all.keySet());
        assertThat(tally.failed).as("rules that failed, by rule").containsOnlyKeys(tally.all.keySet());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void aValidDocumentBreaksNoRule(Example example) {
        var rules = new PublishedRules(example.kind().schema());

        assertThat(rules.validate(example.document())).isEmpty();
        assertThat(rules.validate(example.document(), example.document())).isEmpty();
    }

    private static void compare(Schema schema, Tree.Mapping document, Tree.@Nullable Mapping old, Tally tally) {
        PublishedRules.forEachRule(schema, document, old, (rule, place, self, oldSelf) -> {
            Check check = Objects.requireNonNull(rule.check(), () -> "no twin for " + rule.rule());
            if (!rule.isTransition() || oldSelf != null) {
                boolean published = CEL.holds(rule.rule(), self, oldSelf);
                assertThat(check.violations(self, oldSelf).isEmpty())
                        .as("seed %d, %s: %s about %s, before %s", tally.seed, place, rule.rule(), self, oldSelf)
                        .isEqualTo(published);
                tally.all.merge(rule.rule(), 1, Integer::sum);
                (published ? tally.held : tally.failed).merge(rule.rule(), 1, Integer::sum);
            } else {
                assertThat(check.violations(self, null)).isEmpty();
            }
        });
    }

    private static final class Tally {
        final Map<String, Integer> all = new LinkedHashMap<>();
        final Map<String, Integer> held = new LinkedHashMap<>();
        final Map<String, Integer> failed = new LinkedHashMap<>();
        long seed;
    }

    static Stream<Example> examples() {
        return Example.all().stream();
    }
}
