package dev.wainwright.apiserver.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kind;
import dev.wainwright.api.crd.Crd;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.schema.SchemaBuilder;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.resource.Resources;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Compared with what Kubernetes 1.36.3 answered with one defined kind (real.json; hashes of storage left out). */
class DiscoveryTest {
    private static final Tree.Mapping REAL = real();

    private final Resources resources = new Resources();

    private static Tree.Mapping real() {
        try (var in = Objects.requireNonNull(DiscoveryTest.class.getResourceAsStream("real.json"));
                var text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return (Tree.Mapping) Json.read(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Only Kubernetes' kinds and the one that the real server had been told of. */
    private Discovery discovery() {
        for (var ours : resources.all()) {
            ours.definition().ifPresent(crd -> resources.forget(crd.kind()));
        }
        Schema plain = SchemaBuilder.object("").build();
        Schema withStatus = SchemaBuilder.object("")
                .field("status", SchemaBuilder.object(""))
                .build();
        resources.define(crd("v1alpha1", plain, false));
        resources.define(crd("v1", withStatus, true));
        return new Discovery(resources.all());
    }

    private static Crd crd(String version, Schema schema, boolean scaled) {
        Kind kind = Kind.of(
                "tables.example.com/" + version, "Cart", "carts", List.of("ca"), true, TreeObject.class, () -> schema);
        return new Crd(
                kind, List.of("all", "wheels"), List.of(), scaled ? new Crd.Scale(".spec.wheels", ".status.n") : null);
    }

    @Test
    void everyPathAnswersLikeKubernetes() {
        Discovery discovery = discovery();
        for (var answer : REAL.fields().entrySet()) {
            String[] path = answer.getKey().substring(1).split("/");
            Tree ours = switch (answer.getKey()) {
                case "/api" -> Discovery.coreVersions("192.0.2.2:16443");
                case "/apis" -> discovery.groups();
                case "/api/v1" -> discovery.resources("", "v1").orElseThrow();
                case "/api aggregated" -> discovery.coreInFull();
                case "/apis aggregated" -> discovery.groupsInFull();
                default ->
                    (path.length == 2 ? discovery.group(path[1]) : discovery.resources(path[1], path[2])).orElseThrow();
            };
            assertThat(Json.pretty(ours)).as(answer.getKey()).isEqualTo(Json.pretty(answer.getValue()));
        }
    }

    @Test
    void whatIsNotServedHasNoDocument() {
        Discovery discovery = new Discovery(resources.all());
        assertThat(discovery.group("fruit.example.com")).isEmpty();
        assertThat(discovery.group("")).isEmpty();
        assertThat(discovery.resources("apps", "v1beta1")).isEmpty();
    }

    @Test
    void definedGroupsFollowKubernetesOwnByName() {
        assertThat(Json.print(new Discovery(resources.all()).groups()))
                .matches("(?s).*flowcontrol.*autoscaling\\.x-k8s\\.io.*karpenter\\.k8s\\.aws.*karpenter\\.sh.*");
    }

    @Test
    void versionsStandInKubernetesOrder() {
        assertThat(
                        List.of("foo1", "v1alpha1", "v2", "v1beta2", "v11alpha2", "v10", "v12beta1", "v1", "v1beta10")
                                .stream()
                                .map(Version::of)
                                .sorted()
                                .map(Version::name))
                .containsExactly("v10", "v2", "v1", "v12beta1", "v1beta10", "v1beta2", "v11alpha2", "v1alpha1", "foo1");
    }

    @Test
    void theListOfWhatIsServedStaysTheSameUntilSomethingChanges() {
        var before = resources.all();
        assertThat(resources.all()).isSameAs(before);
        resources.define(crd("v1", Schema.ANYTHING, false));
        assertThat(resources.all()).isNotSameAs(before);
    }

    @Test
    void theVersionIsThatOfTheApi() {
        assertThat(ServerVersion.document().text("gitVersion", "")).startsWith("v1.36.");
    }
}
