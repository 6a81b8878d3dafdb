package dev.wainwright.cluster.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Pod;
import dev.wainwright.cluster.Yaml;
import dev.wainwright.model.requirement.LabelSelector;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.ObjectStore.Watch;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Selector;
import dev.wainwright.runtime.store.WatchEvent;
import dev.wainwright.runtime.store.WatchRequest;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.virtual.VirtualDriver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final Kind PODS = Kinds.of(Pod.class);

    private final ClusterStore store =
            new ClusterStore(new VirtualDriver(Instant.parse("2026-01-01T00:00:00Z")), 1, 20, Admission.NONE);
    private final List<String> heard = new ArrayList<>();

    @Test
    void aWatchHearsWhatHappensAfterItsRevisionAndThenWhatHappens() {
        create("early");
        long since = store.revision();
        create("web");
        try (Watch watch =
                store.watch(WatchRequest.all(PODS, since), this::hear).orThrow()) {
            label("web", "a", "b");
            store.write(Write.delete(pod("web"))).orThrow();
            assertThat(watch).isNotNull();
        }
        create("late");

        assertThat(heard).containsExactly("+web@6", "~web@7", "-web@8");
    }

    @Test
    void aWatchThroughASelectorSeesObjectsComeAndGo() {
        var selector = Selector.labelled(LabelSelector.matching("tier", "gold"));
        store.watch(new WatchRequest(PODS, "default", selector, 0, false), this::hear)
                .orThrow();

        create("web");
        label("web", "tier", "gold");
        label("web", "more", "of it");
        label("web", "tier", "tin");
        label("web", "tier", "lead");

        assertThat(heard).containsExactly("+web@6", "~web@7", "-web@8");
    }

    @Test
    void aWatchFromAForgottenRevisionIsRefused() {
        create("web");
        long since = store.revision();
        for (int i = 0; i < 21; i++) {
            label("web", "count", Integer.toString(i));
        }

        assertThat(store.watch(WatchRequest.all(PODS, since), this::hear).refusal())
                .hasValueSatisfying(why -> assertThat(why).isInstanceOf(Refusal.Gone.class));
        assertThat(store.watch(WatchRequest.all(PODS, since + 1), this::hear).isOk())
                .isTrue();
    }

    @Test
    void whoWatchesWhatDoesNotChangeIsToldNowAndThenHowFarTheStoreHasCome() {
        store.watch(WatchRequest.all(Kinds.of(dev.wainwright.api.core.Node.class), 0), this::hear)
                .orThrow();
        create("web");
        for (int i = 0; i < 1000; i++) {
            label("web", "count", Integer.toString(i));
        }

        assertThat(heard).containsExactly("@500", "@1000");
    }

    @Test
    void everyWatchHearsTheSameInOrder() {
        var other = new ArrayList<String>();
        store.watch(WatchRequest.all(PODS, 0), this::hear).orThrow();
        store.watch(WatchRequest.all(PODS, 0), event -> other.add(told(event))).orThrow();

        create("a");
        create("b");
        label("a", "x", "y");

        assertThat(heard).containsExactly("+a@5", "+b@6", "~a@7").isEqualTo(other);
    }

    private void hear(WatchEvent event) {
        heard.add(told(event));
    }

    private static String told(WatchEvent event) {
        return switch (event) {
            case WatchEvent.Added added -> "+" + told((Pod) added.object());
            case WatchEvent.Modified modified -> "~" + told((Pod) modified.object());
            case WatchEvent.Deleted deleted -> "-" + told((Pod) deleted.object());
            case WatchEvent.Bookmark bookmark -> "@" + bookmark.revision();
            case WatchEvent.Ended ended -> "ended " + ended.why().reason();
        };
    }

    private static String told(Pod pod) {
        return pod.name() + "@" + pod.metadata().resourceVersion();
    }

    private void create(String name) {
        Pod pod = Yaml.object(Pod.class, """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s}
                spec:
                  containers: [{name: web, image: nginx}]
                """.formatted(name));
        store.write(Write.create(pod)).orThrow();
    }

    private Pod pod(String name) {
        return (Pod) store.get(PODS, new ObjectKey("default", name)).orThrow();
    }

    private void label(String name, String key, String value) {
        Pod pod = pod(name);
        var labels = new HashMap<>(pod.metadata().labels());
        labels.put(key, value);
        store.write(Write.update(new Pod(
                        pod.metadata().withLabels(labels),
                        pod.nodeName(),
                        pod.volumes(),
                        pod.spec(),
                        pod.status(),
                        pod.rest())))
                .orThrow();
    }
}
