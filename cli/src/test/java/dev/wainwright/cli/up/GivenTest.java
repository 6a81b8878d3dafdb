package dev.wainwright.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.apps.Deployment;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.read.RawDocument;
import dev.wainwright.apiserver.resource.Resources;
import dev.wainwright.apiserver.rest.Api;
import dev.wainwright.apiserver.rest.Durability;
import dev.wainwright.apiserver.rest.Pages;
import dev.wainwright.apiserver.rest.Timestamps;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Result;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GivenTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final ClusterStore store = new ClusterStore(() -> NOON, 1);
    private final Resources resources = new Resources();
    private final Api api = new Api(
            store,
            resources,
            () -> NOON,
            Timestamps.real(),
            (pod, container) -> Result.ok(""),
            Durability.NONE,
            Pages.NONE);

    private List<String> given(String manifests) {
        var in = new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8));
        var findings = new ArrayList<Finding>();
        List<RawDocument> documents = RawDocument.read(List.of("-"), in, findings::add);
        findings.addAll(new Given(api, resources).create(documents));
        return findings.stream().map(Finding::toString).toList();
    }

    @Test
    void namespacesAndDefinitionsComeBeforeWhatNeedsThem() {
        assertThat(given("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop}
                spec:
                  selector: {matchLabels: {a: b}}
                  template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}
                ---
                apiVersion: example.com/v1
                kind: Cake
                metadata: {name: sponge, namespace: shop}
                ---
                {apiVersion: v1, kind: Namespace, metadata: {name: shop}}
                ---
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: cakes.example.com}
                spec:
                  group: example.com
                  scope: Namespaced
                  names: {plural: cakes, singular: cake, kind: Cake}
                  versions:
                  - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}
                """)).isEmpty();
        assertThat(store.get(Kinds.of(Deployment.class), new ObjectKey("shop", "web"))
                        .isOk())
                .isTrue();
        assertThat(store.get(
                                resources
                                        .kind("example.com/v1", "Cake")
                                        .orElseThrow()
                                        .resource()
                                        .kind(),
                                new ObjectKey("shop", "sponge"))
                        .isOk())
                .isTrue();
    }

    @Test
    void oneBadObjectIsNamedWithItsPlaceAndTheOthersAreCreated() {
        assertThat(given("""
                {apiVersion: v1, kind: ConfigMap, metadata: {name: good}, data: {a: b}}
                ---
                {apiVersion: v1, kind: ConfigMap, metadata: {name: lost, namespace: nowhere}}
                ---
                {apiVersion: v1, kind: Deploymen, metadata: {name: misspelt}}
                ---
                {apiVersion: v1, kind: Pod, metadata: {name: odd}, spec: {containers: [{name: c, image: i, resource: {}}]}}
                """))
                .satisfiesExactly(
                        lost -> assertThat(lost)
                                .contains("document 2", "ConfigMap/lost", "namespaces \"nowhere\" not found"),
                        misspelt -> assertThat(misspelt).contains("document 3", "no matches for kind \"Deploymen\""),
                        odd -> assertThat(odd).contains("document 4", "unknown field \"spec.containers[0].resource\""));
        assertThat(store.get(TreeKinds.builtIn("ConfigMap"), new ObjectKey("default", "good"))
                        .isOk())
                .isTrue();
    }

    @Test
    void whatIsThereAlreadyIsLeftAsItIs() {
        String map = "{apiVersion: v1, kind: ConfigMap, metadata: {name: m}, data: {a: %s}}";
        assertThat(given(map.formatted("first"))).isEmpty();
        assertThat(given(map.formatted("second"))).isEmpty();
    }
}
