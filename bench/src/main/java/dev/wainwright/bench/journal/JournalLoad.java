package dev.wainwright.bench.journal;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.journal.Journal;
import dev.wainwright.apiserver.journal.JournalException;
import dev.wainwright.cluster.store.Admission;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.cluster.store.State;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.virtual.VirtualDriver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Pods as a loaded server has them: each is created (and waited for), bound, and twice reports its status. Prints changes
 * a second, the processor's time for each, how long creators waited, and the time to open it all again.
 *
 * <p>Usage: {@code JournalLoad FOLDER [WRITERS] [PODS]}; the folder must be empty or absent.
 */
public final class JournalLoad {
    private static final Kind PODS = Kinds.of(Pod.class);
    private static final Tree.Mapping POD = mapping("""
            {"apiVersion": "v1", "kind": "Pod",
             "metadata": {"generateName": "web-7c5ddbdf54-", "namespace": "default",
               "labels": {"app": "web", "pod-template-hash": "7c5ddbdf54"},
               "ownerReferences": [{"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "web-7c5ddbdf54",
                 "uid": "5a6d2b0e-9a5c-4a57-8c0a-0f1de4f4a0c5", "controller": true}]},
             "spec": {"containers": [{"name": "web", "image": "registry.k8s.io/pause:3.9",
                 "resources": {"requests": {"cpu": "500m", "memory": "128Mi"}}, "imagePullPolicy": "IfNotPresent",
                 "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File"}],
               "restartPolicy": "Always", "terminationGracePeriodSeconds": 30, "dnsPolicy": "ClusterFirst",
               "schedulerName": "default-scheduler", "serviceAccountName": "default"}}""");
    private static final Tree.Mapping STARTING = mapping("""
            {"status": {"hostIP": "10.0.0.1", "startTime": "2026-01-01T00:00:00Z", "conditions": [
              {"type": "Initialized", "status": "True", "lastTransitionTime": "2026-01-01T00:00:00Z"},
              {"type": "ContainersReady", "status": "False", "lastTransitionTime": "2026-01-01T00:00:00Z"}]}}""");
    private static final Tree.Mapping RUNNING = mapping("""
            {"status": {"phase": "Running", "podIP": "10.1.0.1", "podIPs": [{"ip": "10.1.0.1"}],
              "containerStatuses": [{"name": "web", "ready": true, "started": true, "restartCount": 0,
                "image": "registry.k8s.io/pause:3.9", "imageID": "",
                "state": {"running": {"startedAt": "2026-01-01T00:00:00Z"}}}]}}""");
    private static final double NANOS = 1e9;

    private final Journal journal;
    private final ClusterStore store;
    private final KubeObject pod = Codec.read(PODS, POD, new Interner());
    private final AtomicInteger next = new AtomicInteger();
    private final long[] waits;

    private JournalLoad(Journal journal, ClusterStore store, int pods) {
        this.journal = journal;
        this.store = store;
        this.waits = new long[pods];
    }

    private static Tree.Mapping mapping(String json) {
        return (Tree.Mapping) Json.parse(json);
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int writers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 64;
        int pods = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 30_000;
        try (Journal journal = Journal.open(folder)) {
            var store = new ClusterStore(
                    new VirtualDriver(Instant.EPOCH), 1, ClusterStore.STANDARD_WINDOW, Admission.NONE, state(journal));
            journal.keep(store);
            new JournalLoad(journal, store, pods).run(writers);
        }
        long before = System.nanoTime();
        try (Journal journal = Journal.open(folder)) {
            System.out.printf(
                    Locale.ROOT,
                    "%d objects are back after %.2f s%n",
                    state(journal).items().size(),
                    (System.nanoTime() - before) / NANOS);
        }
    }

    private static State state(Journal journal) {
        return journal.recovered().state(Kinds::find, unknown -> {
            throw new IllegalStateException("nothing here is unknown: " + Json.print(unknown));
        });
    }

    private void run(int writers) throws InterruptedException, JournalException {
        long revision = store.revision();
        long computed = computed();
        long before = System.nanoTime();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < writers; i++) {
            threads.add(Thread.ofVirtual().start(this::write));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        journal.await(store.revision());
        double seconds = (System.nanoTime() - before) / NANOS;
        double changes = store.revision() - revision;
        Arrays.sort(waits);
        System.out.printf(
                Locale.ROOT,
                "%.0f changes in %.2f s: %.0f/s, %.0f us of processor each; creators waited %.1f ms (p50), %.1f ms (p99)%n",
                changes,
                seconds,
                changes / seconds,
                (computed() - computed) / changes / 1e3,
                waits[waits.length / 2] / 1e6,
                waits[waits.length * 99 / 100] / 1e6);
    }

    private static long computed() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private void write() {
        try {
            for (int i = next.getAndIncrement(); i < waits.length; i = next.getAndIncrement()) {
                onePod(i);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void onePod(int number) throws IOException {
        long before = System.nanoTime();
        KubeObject created = store.write(Write.create(pod)).orThrow().object();
        journal.await(Long.parseLong(created.metadata().resourceVersion()));
        waits[number] = System.nanoTime() - before;
        ObjectKey key = ObjectKey.of(created);
        change(new Write.Bind(key, "", "node-1"));
        change(new Write.Patch(PODS, key, STARTING, true, Write.Preconditions.NONE));
        change(new Write.Patch(PODS, key, RUNNING, true, Write.Preconditions.NONE));
    }

    private void change(Write write) {
        if (store.write(write).orThrow().removed()) {
            throw new IllegalStateException("nothing is removed here");
        }
    }
}
