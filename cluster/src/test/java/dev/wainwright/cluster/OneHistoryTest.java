package dev.wainwright.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kind;
import dev.wainwright.api.render.Render;
import dev.wainwright.cluster.workload.CronJobController;
import dev.wainwright.cluster.workload.DaemonSetController;
import dev.wainwright.cluster.workload.DeploymentController;
import dev.wainwright.cluster.workload.JobController;
import dev.wainwright.cluster.workload.ReplicaSetController;
import dev.wainwright.cluster.workload.StatefulSetController;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.WatchEvent;
import dev.wainwright.runtime.store.WatchRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Everything at once under faults: who was first, what it was called, what it became. */
class OneHistoryTest {
    private static final String MANIFESTS = """
            apiVersion: v1
            kind: Node
            metadata: {name: node-1}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 5
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers: [{name: web, image: nginx}]
            ---
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: agent}
            spec:
              selector: {matchLabels: {app: agent}}
              template:
                metadata: {labels: {app: agent}}
                spec:
                  containers: [{name: agent, image: agent}]
            ---
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: db}
            spec:
              replicas: 3
              serviceName: db
              selector: {matchLabels: {app: db}}
              template:
                metadata: {labels: {app: db}}
                spec:
                  containers: [{name: db, image: db}]
            ---
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: report}
            spec:
              schedule: "*/5 * * * *"
              jobTemplate:
                spec:
                  completions: 4
                  parallelism: 2
                  completionMode: Indexed
                  template:
                    spec:
                      restartPolicy: Never
                      containers: [{name: report, image: report}]
            """;

    @Test
    void oneSeedHasOneHistoryToTheLastByte() {
        String first = history(7);

        assertThat(history(7)).isEqualTo(first).contains("kind: Job");
        assertThat(history(8)).isNotEqualTo(first);
    }

    /** Every event of every kind, and everything that is there in the end. */
    private static String history(long seed) {
        var text = new StringBuilder();
        var world = new World(seed)
                .withFaults(0.1, Duration.ofMinutes(20))
                .run(seen -> new DeploymentController(), seen -> new ReplicaSetController())
                .run(seen -> new DaemonSetController(), seen -> new StatefulSetController())
                .run(seen -> new CronJobController(), seen -> new JobController())
                .collectGarbage()
                .runPods();
        for (Kind kind : world.store().kinds()) {
            world.store()
                    .watch(
                            WatchRequest.all(kind, 0),
                            event -> text.append(world.driver().now()).append(told(event)))
                    .orThrow();
        }
        world.apply(MANIFESTS).passes(Duration.ofMinutes(40));
        for (Kind kind : world.store().kinds()) {
            world.store()
                    .list(ListRequest.all(kind))
                    .orThrow()
                    .items()
                    .forEach(object -> text.append(Render.yaml(object)));
        }
        return text.toString();
    }

    private static String told(WatchEvent event) {
        return switch (event) {
            case WatchEvent.Added added -> " + " + added.object().qualifiedName() + "\n";
            case WatchEvent.Modified modified -> " ~ " + modified.object().qualifiedName() + "\n";
            case WatchEvent.Deleted deleted -> " - " + deleted.object().qualifiedName() + "\n";
            case WatchEvent.Bookmark bookmark -> " @ " + bookmark.revision() + "\n";
            case WatchEvent.Ended ended -> " ended\n";
        };
    }
}
