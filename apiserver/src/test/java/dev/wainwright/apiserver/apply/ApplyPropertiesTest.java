package dev.wainwright.apiserver.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for server-side apply whatever is applied; the number in a test's name is the seed. */
class ApplyPropertiesTest {
    private static final ManagedFields SERVICES = ManagedFields.builtIn(
            "v1", "Service", Kinds.find("v1", "Service").orElseThrow().schema().get(), true);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Manager ONE = new Manager("one", "", "v1");
    private static final Manager TWO = new Manager("two", "", "v1");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void applyingTheSameAgainChangesNothing(long seed) {
        var random = new Random(seed);
        Tree.Mapping live = apply(apply(null, service(random), ONE), service(random), TWO);
        Tree.Mapping config = service(random);
        Tree.Mapping once = apply(live, config, ONE);
        assertThat(SERVICES.apply(once, config, ONE, false, NOW.plusSeconds(9)).orThrow())
                .isSameAs(once);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whatIsGivenUpGoesUnlessSomebodyElseAppliesIt(long seed) {
        var random = new Random(seed);
        Tree.Mapping others = service(random);
        Tree.Mapping alone = apply(null, others, ONE);
        Tree.Mapping both = apply(alone, service(random), TWO);
        // What the second has taken over stays with it: the first applies anew before the second leaves.
        Tree.Mapping again = apply(both, others, ONE);
        Tree.Mapping left = apply(again, bare(), TWO);
        assertThat(sorted(content(left))).isEqualTo(sorted(content(alone)));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28, 29, 30})
    void forcedOrNotTheConfigurationIsThere(long seed) {
        var random = new Random(seed);
        Tree.Mapping config = service(random);
        Tree.Mapping after = apply(apply(null, service(random), TWO), config, ONE);
        assertThat(Merge.into(after, config, schema())).isEqualTo(after);
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34, 35, 36, 37, 38, 39, 40})
    void configuredItemsStandInTheConfiguredOrder(long seed) {
        var random = new Random(seed);
        Tree.Mapping config = service(random);
        Tree.Mapping after = apply(apply(null, service(random), TWO), config, ONE);
        List<Tree> wanted =
                ports(config).stream().map(ApplyPropertiesTest::port).toList();
        assertThat(ports(after).stream().map(ApplyPropertiesTest::port).filter(wanted::contains))
                .containsExactlyElementsOf(wanted);
    }

    private static Schema schema() {
        return Kinds.find("v1", "Service").orElseThrow().schema().get();
    }

    private static Tree.Mapping apply(Tree.@Nullable Mapping live, Tree.Mapping config, Manager by) {
        return SERVICES.apply(live, config, by, true, NOW).orThrow();
    }

    private static Tree.Mapping service(Random random) {
        List<Integer> numbers = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6));
        Collections.shuffle(numbers, random);
        List<Tree> ports = new ArrayList<>();
        for (int number : numbers.subList(0, random.nextInt(1, 6))) {
            var port = new LinkedHashMap<String, Tree>();
            port.put("port", Tree.number(number));
            port.put("name", Tree.text("n" + number));
            if (random.nextBoolean()) {
                port.put("targetPort", Tree.number(random.nextInt(1, 4)));
            }
            ports.add(new Tree.Mapping(port, 0));
        }
        Tree.Mapping spec = Tree.Mapping.EMPTY.with("ports", new Tree.Sequence(ports, 0));
        Tree.Mapping labels = Tree.Mapping.EMPTY;
        for (int i = 0; i < 4; i++) {
            labels = random.nextBoolean() ? labels.with("l" + i, Tree.text("v" + random.nextInt(2))) : labels;
        }
        return bare().with("metadata", bare().mapping("metadata").with("labels", labels))
                .with("spec", spec);
    }

    private static Tree.Mapping bare() {
        return Tree.Mapping.EMPTY
                .with("apiVersion", Tree.text("v1"))
                .with("kind", Tree.text("Service"))
                .with(
                        "metadata",
                        Tree.Mapping.EMPTY.with("name", Tree.text("a")).with("namespace", Tree.text("b")));
    }

    private static Tree.Mapping content(Tree.Mapping object) {
        return ManagedFields.withoutOwners(object);
    }

    /** With the ports in the order of their numbers, and without maps that are empty. */
    private static Tree.Mapping sorted(Tree.Mapping object) {
        List<Tree> ports = new ArrayList<>(ports(object));
        ports.sort((a, b) -> port(a).toString().compareTo(port(b).toString()));
        Tree.Mapping metadata = object.mapping("metadata");
        return object.with("spec", Tree.Mapping.EMPTY.with("ports", new Tree.Sequence(ports, 0)))
                .with("metadata", metadata.mapping("labels").isEmpty() ? metadata.without("labels") : metadata);
    }

    private static List<Tree> ports(Tree.Mapping object) {
        return object.mapping("spec").items("ports");
    }

    private static Tree port(Tree item) {
        Tree number = item instanceof Tree.Mapping port ? port.get("port") : null;
        return number == null ? Tree.text("") : number;
    }
}
