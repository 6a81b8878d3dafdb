package dev.wainwright.cli.up;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Clusters and fabric8's clients for them. */
final class Fabric8 {
    private Fabric8() {}

    /** A cluster with nothing in it and without an autoscaler. */
    static RunningCluster cluster(Path kubeconfig, int port, Optional<Path> data) throws IOException {
        return RunningCluster.start(
                new RunningCluster.Plan(port, kubeconfig, 1, 1, "none", false, true, data, Optional.empty()),
                RunningCluster.Contents.NONE);
    }

    static int port(RunningCluster cluster) {
        return URI.create(cluster.address()).getPort();
    }

    /** As the client is when nobody sets anything: watches are tried as web sockets first. */
    static KubernetesClient client(Path kubeconfig) throws IOException {
        return new KubernetesClientBuilder().withConfig(config(kubeconfig)).build();
    }

    /** Watches as kubectl has them. */
    static KubernetesClient watchingOverHttp(Path kubeconfig) throws IOException {
        Config config = config(kubeconfig);
        config.setOnlyHttpWatches(true);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static Config config(Path kubeconfig) throws IOException {
        return Config.fromKubeconfig(Files.readString(kubeconfig));
    }

    static ConfigMap map(String namespace, String name, String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withData(Map.of("value", value))
                .build();
    }
}
