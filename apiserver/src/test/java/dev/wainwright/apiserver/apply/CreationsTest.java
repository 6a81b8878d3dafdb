package dev.wainwright.apiserver.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Objects that are alike are owned alike, and others are not taken for them. */
class CreationsTest {
    private static final Manager ADA = new Manager("ada", "", "v1");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final ManagedFields remembering = managedFields();

    private static ManagedFields managedFields() {
        return ManagedFields.builtIn("v1", "Pod", Kinds.of(Pod.class).schema().get(), true);
    }

    private static Tree.Mapping pod(String metadata, String container) {
        return (Tree.Mapping) Json.parse("""
                {"apiVersion": "v1", "kind": "Pod", "metadata": {%s}, "spec": {"containers": [{%s}]}}""".formatted(metadata, container));
    }

    private void isOwnedAsIfItWereTheFirst(Tree.Mapping pod, Manager manager) {
        Tree.Mapping owned = remembering.updated(null, pod, manager, NOON);
        assertThat(owned).isEqualTo(managedFields().updated(null, pod, manager, NOON));
        assertThat(owned.mapping("metadata").items("managedFields")).hasSize(1);
    }

    @Test
    void whatDiffersInNamesAndValuesOfLabelsOnlyIsAlike() {
        Tree.Mapping one = pod("\"name\": \"a\", \"labels\": {\"app\": \"x\"}", "\"name\": \"c\", \"image\": \"i\"");
        Tree.Mapping other = pod("\"name\": \"b\", \"labels\": {\"app\": \"\"}", "\"name\": \"c\", \"image\": \"i\"");

        assertThat(Creations.likeness(one)).isEqualTo(Creations.likeness(other));
        isOwnedAsIfItWereTheFirst(one, ADA);
        isOwnedAsIfItWereTheFirst(other, ADA);
    }

    @Test
    void whatDiffersInAnythingElseIsNot() {
        String named = "\"name\": \"a\"";
        String container = "\"name\": \"c\", \"image\": \"i\"";
        String owner =
                ", \"ownerReferences\": [{\"apiVersion\": \"v1\", \"kind\": \"X\", \"name\": \"x\", \"uid\": \"%s\"}]";
        isOwnedAsIfItWereTheFirst(pod(named, container), ADA);
        isOwnedAsIfItWereTheFirst(pod(named, container), new Manager("bob", "", "v1"));
        isOwnedAsIfItWereTheFirst(pod(named + ", \"labels\": {\"app\": \"x\"}", container), ADA);
        isOwnedAsIfItWereTheFirst(pod(named + ", \"labels\": {\"name\": \"x\"}", container), ADA);
        isOwnedAsIfItWereTheFirst(pod(named + ", \"annotations\": {\"app\": \"x\"}", container), ADA);
        isOwnedAsIfItWereTheFirst(pod(named + ", \"finalizers\": [\"a/b\"]", container), ADA);
        isOwnedAsIfItWereTheFirst(pod(named + ", \"finalizers\": [\"a/c\"]", container), ADA);
        isOwnedAsIfItWereTheFirst(pod(named + owner.formatted("1"), container), ADA);
        isOwnedAsIfItWereTheFirst(pod(named + owner.formatted("2"), container), ADA);
        isOwnedAsIfItWereTheFirst(pod("\"generateName\": \"a-\"", container), ADA);
        isOwnedAsIfItWereTheFirst(pod(named, "\"name\": \"d\", \"image\": \"i\""), ADA);
        isOwnedAsIfItWereTheFirst(pod(named, container + ", \"env\": [{\"name\": \"A\", \"value\": \"1\"}]"), ADA);
    }

    @Test
    void whatIsLargeIsNotRemembered() {
        var creations = new Creations();
        var computed = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            for (int size : new int[] {100, 20_000}) {
                creations.fields(ADA, pod("\"name\": \"a\"", "\"name\": \"" + "x".repeat(size) + '"'), () -> {
                    computed.incrementAndGet();
                    return FieldSet.EMPTY;
                });
            }
        }
        assertThat(computed).hasValue(1 + 3);
    }
}
