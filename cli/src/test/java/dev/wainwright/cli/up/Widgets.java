package dev.wainwright.cli.up;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Map;

/** A kind that a user defines. */
final class Widgets {
    private static final String GROUP = "example.com";

    static final ResourceDefinitionContext CONTEXT = new ResourceDefinitionContext.Builder()
            .withGroup(GROUP)
            .withVersion("v1")
            .withKind("Widget")
            .withPlural("widgets")
            .withNamespaced(true)
            .build();

    static final CustomResourceDefinition DEFINITION = new CustomResourceDefinitionBuilder()
            .withNewMetadata()
            .withName("widgets." + GROUP)
            .endMetadata()
            .withNewSpec()
            .withGroup(GROUP)
            .withScope("Namespaced")
            .withNewNames()
            .withKind("Widget")
            .withPlural("widgets")
            .withSingular("widget")
            .endNames()
            .addNewVersion()
            .withName("v1")
            .withServed(true)
            .withStorage(true)
            .withNewSchema()
            .withOpenAPIV3Schema(new JSONSchemaPropsBuilder()
                    .withType("object")
                    .addToProperties(
                            "spec",
                            new JSONSchemaPropsBuilder()
                                    .withType("object")
                                    .addToProperties(
                                            "size",
                                            new JSONSchemaPropsBuilder()
                                                    .withType("integer")
                                                    .withMinimum(0.0)
                                                    .build())
                                    .build())
                    .build())
            .endSchema()
            .endVersion()
            .endSpec()
            .build();

    private Widgets() {}

    static GenericKubernetesResource widget(String namespace, String name, int size) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(GROUP + "/v1")
                .withKind("Widget")
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withAdditionalProperties(Map.of("spec", Map.of("size", size)))
                .build();
    }
}
