package dev.wainwright.cli.up;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Writers that create, change and delete objects of several kinds without end. */
final class Churn implements AutoCloseable {
    private static final int WRITERS = 4;
    private static final int NAMES = 25;

    private final KubernetesClient client;
    private final List<String> namespaces;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger written = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();

    Churn(KubernetesClient client, List<String> namespaces, long seed) {
        this.client = client;
        this.namespaces = namespaces;
        for (int writer = 0; writer < WRITERS; writer++) {
            var random = new SplittableRandom(seed + writer);
            threads.add(Thread.ofVirtual().start(() -> {
                while (!over.get()) {
                    write(random);
                }
            }));
        }
    }

    /** How many writes were answered well. */
    int written() {
        return written.get();
    }

    private void write(SplittableRandom random) {
        String namespace = namespaces.get(random.nextInt(namespaces.size()));
        var resource = client.resource(labelled(object(random, namespace, "x-" + random.nextInt(NAMES)), random));
        try {
            switch (random.nextInt(4)) {
                case 0 -> resource.withGracePeriod(0).delete();
                case 1 -> resource.create();
                default -> resource.createOr(each -> each.update());
            }
            written.incrementAndGet();
        } catch (KubernetesClientException e) {
            // Somebody else was quicker, or the server is just away.
        }
    }

    private static HasMetadata object(SplittableRandom random, String namespace, String name) {
        return switch (random.nextInt(7)) {
            case 0 -> Fabric8.map(namespace, name, "" + random.nextInt());
            case 1 ->
                named(
                        new SecretBuilder()
                                .addToStringData("value", "" + random.nextInt())
                                .build(),
                        namespace,
                        name);
            case 2 ->
                named(
                        new ServiceBuilder()
                                .withNewSpec()
                                .addNewPort()
                                .withPort(random.nextInt(1, 60_000))
                                .endPort()
                                .endSpec()
                                .build(),
                        namespace,
                        name);
            case 3 -> named(new ServiceAccountBuilder().build(), namespace, name);
            case 4 ->
                named(
                        new LeaseBuilder()
                                .withNewSpec()
                                .withHolderIdentity("" + random.nextInt())
                                .endSpec()
                                .build(),
                        namespace,
                        name);
            case 5 -> Widgets.widget(namespace, name, random.nextInt(1000));
            default ->
                named(
                        new PodBuilder()
                                .withNewSpec()
                                .addNewContainer()
                                .withName("c")
                                .withImage("i")
                                .endContainer()
                                .endSpec()
                                .build(),
                        namespace,
                        name);
        };
    }

    private static HasMetadata named(HasMetadata object, String namespace, String name) {
        object.setMetadata(new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .build()
                .getMetadata());
        return object;
    }

    private static HasMetadata labelled(HasMetadata object, SplittableRandom random) {
        object.getMetadata().setLabels(java.util.Map.of("shade", random.nextBoolean() ? "dark" : "light"));
        return object;
    }

    @Override
    public void close() {
        over.set(true);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static String what(HasMetadata object) {
        String kind = object instanceof GenericKubernetesResource generic ? generic.getKind() : object.getKind();
        return kind + " " + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName();
    }
}
