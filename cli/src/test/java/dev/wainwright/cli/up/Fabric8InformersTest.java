package dev.wainwright.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What controllers in Java stand on: many of fabric8's informers at once, through a restart of the server. */
@Timeout(180)
final class Fabric8InformersTest {
    private static final long SEED = Long.getLong("seed", 1);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> NAMESPACES = List.of("red", "green", "blue");

    @TempDir
    private Path folder;

    private Path kubeconfig;
    private RunningCluster cluster;
    private final List<Follower<?>> followers = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        kubeconfig = folder.resolve("kubeconfig");
        cluster = Fabric8.cluster(kubeconfig, 0, Optional.of(folder.resolve("data")));
        try (KubernetesClient client = Fabric8.client(kubeconfig)) {
            for (String namespace : NAMESPACES) {
                client.resource(new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(namespace)
                                .endMetadata()
                                .build())
                        .create();
            }
            client.resource(Widgets.DEFINITION).create();
        }
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private void restart() throws IOException {
        int port = Fabric8.port(cluster);
        cluster.close();
        cluster = Fabric8.cluster(kubeconfig, port, Optional.of(folder.resolve("data")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fiftyInformersAgreeWithTheServerThroughARestart(boolean overHttp) throws IOException {
        try (KubernetesClient client = overHttp ? Fabric8.watchingOverHttp(kubeconfig) : Fabric8.client(kubeconfig)) {
            follow(client);
            assertThat(followers).hasSize(50);
            await().atMost(PATIENCE).until(() -> followers.stream().allMatch(Follower::hasSynced));
            try (var churn = new Churn(client, NAMESPACES, SEED)) {
                await().atMost(PATIENCE).until(() -> churn.written() > 300);
                restart();
                int before = churn.written();
                await().atMost(PATIENCE).until(() -> churn.written() > before + 300);
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(followers)
                            .as("seed %s", SEED)
                            .flatExtracting(Follower::differences)
                            .isEmpty());
            assertThat(followers)
                    .as("seed %s", SEED)
                    .flatExtracting(Follower::complaints)
                    .isEmpty();
            followers.forEach(Follower::close);
        }
    }

    private void follow(KubernetesClient client) {
        follow(client.configMaps());
        follow(client.secrets());
        follow(client.services());
        follow(client.serviceAccounts());
        follow(client.leases());
        follow(client.pods());
        follow(client.genericKubernetesResources(Widgets.CONTEXT));
        followers.add(new Follower<>(client.namespaces()));
    }

    /** Everywhere, in each namespace, and by what objects are labelled with, which changes. */
    private <T extends HasMetadata, L extends KubernetesResourceList<T>, R extends Resource<T>> void follow(
            MixedOperation<T, L, R> kind) {
        followers.add(new Follower<>(kind.inAnyNamespace()));
        NAMESPACES.forEach(each -> followers.add(new Follower<>(kind.inNamespace(each))));
        followers.add(new Follower<>(kind.inAnyNamespace().withLabel("shade", "dark")));
        followers.add(new Follower<>(kind.inNamespace("red").withLabel("shade", "light")));
        followers.add(new Follower<>(kind.inNamespace("blue").withField("metadata.name", "x-1")));
    }

    @Test
    void aWatchFromBeforeTheRestartIsToldThatItComesTooLate() throws Exception {
        try (KubernetesClient client = Fabric8.watchingOverHttp(kubeconfig)) {
            String before =
                    client.configMaps().inAnyNamespace().list().getMetadata().getResourceVersion();
            restart();
            var ended = new CompletableFuture<WatcherException>();
            try (var watch = client.configMaps()
                    .inAnyNamespace()
                    .watch(new ListOptionsBuilder().withResourceVersion(before).build(), new Ending(ended))) {
                assertThat(watch).isNotNull();
                assertThat(ended.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).isHttpGone())
                        .isTrue();
            }
        }
    }

    private record Ending(CompletableFuture<WatcherException> ended) implements Watcher<ConfigMap> {
        @Override
        public void eventReceived(Action action, ConfigMap map) {}

        @Override
        public void onClose(WatcherException cause) {
            ended.complete(cause);
        }
    }
}
