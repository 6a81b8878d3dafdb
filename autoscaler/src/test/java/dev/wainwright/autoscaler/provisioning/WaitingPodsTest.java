package dev.wainwright.autoscaler.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.read.ManifestReader;
import dev.wainwright.api.read.Profile;
import dev.wainwright.autoscaler.claim.Claims;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.cache.Caches;
import dev.wainwright.runtime.cache.Change;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Written;
import dev.wainwright.runtime.virtual.VirtualDriver;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Looks at what has changed come to the same as looks at everything: after each, what is remembered of every pod is what
 * somebody finds who looks at all pods with fresh eyes; whatever happens to pods, claims and nodes, in whatever order.
 */
class WaitingPodsTest {
    private static final int SEEDS = 60;
    private static final int LOOKS = 250;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<String, Verdict> remembered = new HashMap<>();
    private SplittableRandom random = new SplittableRandom(0);
    private WaitingPods waiting = new WaitingPods();
    private Nominations nominations = new Nominations();
    private Caches caches = caches();
    private Instant now = START;
    private long revision;
    private long partial;

    /** What follows for a pod: whether it is planned for, where planners see it, and what the scheduler is told. */
    private record Verdict(boolean placed, Optional<String> place, Optional<String> promise) {}

    @Test
    void whatIsRememberedOfEveryPodIsWhatAFreshLookFinds() {
        for (long seed = 0; seed < SEEDS; seed++) {
            random = new SplittableRandom(seed);
            waiting = new WaitingPods();
            nominations = new Nominations();
            caches = caches();
            remembered.clear();
            now = START;
            for (int look = 0; look < LOOKS; look++) {
                for (int changes = random.nextInt(4); changes > 0; changes--) {
                    change();
                }
                now = now.plusMillis(random.nextInt(6000));
                look();
                assertThat(remembered)
                        .as("after look %d with seed %d", look, seed)
                        .isEqualTo(fresh());
                act();
            }
        }
        assertThat(partial).as("looks at changed pods only").isGreaterThan(SEEDS * LOOKS / 10);
    }

    private void look() {
        WaitingPods.Look look = waiting.look(caches, nominations.refresh(caches, now));
        if (look.all()) {
            nominations.retain(
                    look.pods().stream().map(pod -> pod.metadata().uid()).collect(Collectors.toSet()));
            remembered.clear();
        } else {
            partial++;
            look.gone().forEach(nominations::forget);
            look.gone().forEach(remembered::remove);
        }
        look.pods().forEach(pod -> remembered.put(pod.metadata().uid(), verdict(pod)));
    }

    private Verdict verdict(Pod pod) {
        Optional<String> place = nominations.place(pod, caches);
        return new Verdict(place.isPresent(), place, nominations.node(pod, caches));
    }

    private Map<String, Verdict> fresh() {
        var found = new HashMap<String, Verdict>();
        nominations.refresh(caches, now);
        new WaitingPods()
                .look(caches, Set.of())
                .pods()
                .forEach(pod -> found.put(pod.metadata().uid(), verdict(pod)));
        return found;
    }

    /** Now and then pods get a place; after that the next look is at all, as after any other unfinished business. */
    private void act() {
        if (random.nextInt(8) > 0) {
            waiting.actedUpon();
            return;
        }
        for (Pod pod : caches.all(Pod.class)) {
            if (!pod.isBound() && random.nextBoolean()) {
                if (random.nextBoolean()) {
                    nominations.toClaim(pod, "claim-" + random.nextInt(6), now);
                } else {
                    nominations.toNode(pod, "node-" + random.nextInt(6), now);
                }
            }
        }
    }

    private void change() {
        int host = random.nextInt(6);
        switch (random.nextInt(10)) {
            case 0, 1 -> take(claim(host));
            case 2, 3 -> take(node(host));
            default -> take(pod(random.nextInt(20)));
        }
    }

    /** The next form of an object, or its end. */
    private void take(KubeObject object) {
        var kind = Kinds.of(object.getClass());
        var known = caches.get(kind, ObjectKey.of(object));
        boolean again = known.isPresent() && random.nextInt(12) > 0;
        ObjectMeta metadata = object.metadata()
                .withIdentity(again ? known.get().metadata().uid() : object.name() + '-' + revision, START)
                .withResourceVersion(Long.toString(++revision));
        boolean ends = again && (known.get().metadata().isTerminating() || random.nextInt(8) == 0);
        KubeObject next = with(object, ends ? metadata.withDeletion(START, 0L) : metadata);
        caches.wrote(kind, new Written(next, ends && random.nextInt(3) == 0));
    }

    private static KubeObject with(KubeObject object, ObjectMeta metadata) {
        if (object instanceof Pod pod) {
            return new Pod(metadata, pod.nodeName(), pod.volumes(), pod.spec(), pod.status(), pod.rest());
        } else if (object instanceof Node node) {
            return new Node(metadata, node.spec(), node.status(), node.rest());
        }
        return Claims.with((NodeClaim) object, metadata);
    }

    private KubeObject pod(int number) {
        return read("""
            apiVersion: v1
            kind: Pod
            metadata:
              name: pod-%d
              ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: web, controller: true}]
            spec:
              %s
              containers: [{name: main, image: busybox}]
            status:
              phase: Pending
              conditions: [{type: PodScheduled, status: "%s", reason: Unschedulable}]
            """.formatted(
                        number,
                        random.nextInt(3) == 0 ? "nodeName: node-" + random.nextInt(6) : "restartPolicy: Always",
                        random.nextInt(4) == 0 ? "True" : "False"));
    }

    private KubeObject claim(int number) {
        return read("""
            apiVersion: karpenter.sh/v1
            kind: NodeClaim
            metadata: {name: claim-%d}
            spec:
              nodeClassRef: {group: karpenter.k8s.aws, kind: EC2NodeClass, name: default}
              requirements: []
            status:
              providerID: "%s"
              conditions: [{type: Initialized, status: "%s", reason: R, lastTransitionTime: "%s"}]
            """.formatted(
                        number,
                        random.nextInt(4) == 0 ? "" : "machine-" + number,
                        random.nextBoolean() ? "True" : "Unknown",
                        now));
    }

    private KubeObject node(int number) {
        int machine = random.nextInt(5) == 0 ? random.nextInt(6) : number;
        return read("""
            apiVersion: v1
            kind: Node
            metadata: {name: node-%d}
            spec: {providerID: machine-%d}
            """.formatted(number, machine));
    }

    private static KubeObject read(String text) {
        var read = ManifestReader.read(
                List.of("-"),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                Profile.STRICT,
                pattern -> List.of());
        return read.objects().getFirst();
    }

    private Caches caches() {
        var driver = new VirtualDriver(START);
        var fresh = new Caches(driver, new ClusterStore(driver, 0), Caches.Delays.NONE, this::changed);
        fresh.include(WaitingPods.WAITING);
        fresh.include(Claims.PODS);
        fresh.include(Claims.NODES);
        fresh.include(Claims.BY_PROVIDER);
        return fresh;
    }

    private void changed(Change change) {
        if (change.latest() instanceof Pod) {
            waiting.podChanged(change);
        } else {
            waiting.hostChanged(change, caches);
        }
    }
}
