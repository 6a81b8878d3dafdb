package dev.wainwright.cluster.kubelet;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a kubelet says of the containers that somebody adds to a pod to look at it ({@code kubectl debug}): they run once their image
 * is there, and end with the pod.
 */
final class EphemeralContainers {
    private static final String STATUSES = "ephemeralContainerStatuses";
    private static final int KILLED = 137;

    /** By name; most pods never have any. */
    private Map<String, Instant> starts = Map.of();

    static boolean has(Pod pod) {
        return pod.rest().mapping("spec").get("ephemeralContainers") != null;
    }

    /** The pod with their statuses as they are now; the very same pod when they are said already. */
    Pod reported(Pod pod, Machine machine, boolean over, Instant now) {
        var statuses = new ArrayList<Tree>();
        if (starts.isEmpty()) {
            starts = new HashMap<>();
        }
        for (Tree each : pod.rest().mapping("spec").items("ephemeralContainers")) {
            Tree.Mapping container = (Tree.Mapping) each;
            String name = container.text("name", "");
            String image = container.text("image", "");
            Instant start = starts.computeIfAbsent(name, any -> machine.image(image, now));
            statuses.add(status(name, image, state(known(pod, name), start, over, now)));
        }
        Tree.Mapping status = pod.rest().mapping("status");
        Tree wanted = Fields.sequence(statuses);
        return wanted.equals(status.get(STATUSES))
                ? pod
                : new Pod(
                        pod.metadata(),
                        pod.nodeName(),
                        pod.volumes(),
                        pod.spec(),
                        pod.status(),
                        pod.rest().with("status", status.with(STATUSES, wanted)));
    }

    /** When the first of those starts that do not run yet. */
    List<Instant> coming(Instant now) {
        return starts.values().stream()
                .filter(start -> start.isAfter(now))
                .sorted()
                .toList();
    }

    private static Tree.Mapping known(Pod pod, String name) {
        for (Tree each : pod.rest().mapping("status").items(STATUSES)) {
            if (each instanceof Tree.Mapping known && known.text("name", "").equals(name)) {
                return known.mapping("state");
            }
        }
        return Tree.Mapping.EMPTY;
    }

    private static Tree.Mapping state(Tree.Mapping known, Instant start, boolean over, Instant now) {
        if (known.get("terminated") != null) {
            return known;
        }
        if (over) {
            Tree since = known.mapping("running").get("startedAt");
            return new Fields()
                    .put(
                            "terminated",
                            new Fields()
                                    .put("exitCode", KILLED)
                                    .put("reason", "Error")
                                    .putIfAny("startedAt", since)
                                    .put("finishedAt", second(now))
                                    .build())
                    .build();
        }
        if (known.get("running") != null) {
            return known;
        }
        return start.isAfter(now)
                ? new Fields()
                        .put(
                                "waiting",
                                new Fields().put("reason", "ContainerCreating").build())
                        .build()
                : new Fields()
                        .put(
                                "running",
                                new Fields().put("startedAt", second(start)).build())
                        .build();
    }

    private static String second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static Tree.Mapping status(String name, String image, Tree.Mapping state) {
        return new Fields()
                .put("name", name)
                .put("state", state)
                .put("lastState", Tree.Mapping.EMPTY)
                .put("ready", false)
                .put("restartCount", 0)
                .put("image", image)
                .put("imageID", "")
                .build();
    }
}
