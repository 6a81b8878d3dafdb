package dev.wainwright.cluster.scheduler;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.placement.NodeTerms;
import dev.wainwright.api.storage.CsiNode;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.placement.HostPort;
import dev.wainwright.model.placement.VolumeUse;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One node as the scheduler sees it: the object, and what its pods take. Also holds pods whose node is not there. */
final class Slot {
    final int number;
    final String name;
    final Map<String, Placed> pods = new LinkedHashMap<>();
    final Priorities priorities = new Priorities();
    final List<HostPort> ports = new ArrayList<>();
    final Map<String, Long> images = new HashMap<>();
    private final Map<VolumeUse, Integer> volumes = new HashMap<>();
    private Map<String, Integer> volumeLimits = Map.of();
    private @Nullable Node node;
    Requirements seen = Requirements.NONE;
    Map<String, String> labels = Map.of();
    long[] allocatable = new long[0];
    private long[] used = new long[0];
    long weighedCpu;
    long weighedMemory;

    Slot(int number, String name) {
        this.number = number;
        this.name = name;
    }

    boolean isThere() {
        return node != null;
    }

    Node node() {
        return Objects.requireNonNull(node, name);
    }

    boolean isUnused() {
        return node == null && pods.isEmpty();
    }

    void is(@Nullable Node now, ResourceNames names) {
        node = now;
        images.clear();
        if (now != null) {
            seen = NodeTerms.asSeen(now);
            labels = Labels.normalized(now.metadata().labels());
            allocatable = names.vector(Resources.ofQuantities(
                    now.status().allocatable().isEmpty()
                            ? now.status().capacity()
                            : now.status().allocatable()));
            for (Node.Image image : now.status().images()) {
                long size = image.sizeBytes() == null ? 0 : image.sizeBytes();
                image.names().forEach(each -> images.put(each, size));
            }
        }
    }

    void limits(@Nullable CsiNode csi) {
        var limits = new TreeMap<String, Integer>();
        if (csi != null) {
            for (CsiNode.Driver driver : csi.spec().drivers()) {
                Integer most = driver.allocatable() == null
                        ? null
                        : driver.allocatable().count();
                if (most != null) {
                    limits.put(driver.name(), most);
                }
            }
        }
        volumeLimits = limits;
    }

    void add(Placed pod) {
        pods.put(pod.id(), pod);
        priorities.add(pod.priority());
        take(pod, 1);
        ports.addAll(pod.podClass().ask.ports());
    }

    void remove(Placed pod) {
        pods.remove(pod.id());
        priorities.remove(pod.priority());
        take(pod, -1);
        pod.podClass().ask.ports().forEach(ports::remove);
    }

    private void take(Placed pod, int sign) {
        Ask ask = pod.podClass().ask;
        long[] requests = ask.requests();
        if (used.length < requests.length) {
            used = Arrays.copyOf(used, requests.length);
        }
        for (int i = 0; i < requests.length; i++) {
            used[i] += sign * requests[i];
        }
        weighedCpu += sign * ask.weighed()[0];
        weighedMemory += sign * ask.weighed()[1];
        for (VolumeUse use : pod.volumes()) {
            volumes.merge(use, sign, (a, b) -> a + b == 0 ? null : a + b);
        }
    }

    long used(int resource) {
        return resource < used.length ? used[resource] : 0;
    }

    long allocatable(int resource) {
        return resource < allocatable.length ? allocatable[resource] : 0;
    }

    long free(int resource) {
        return allocatable(resource) - used(resource);
    }

    /** Whether more volumes would be attached than some driver can. */
    boolean overfilledBy(List<VolumeUse> wanted) {
        if (volumeLimits.isEmpty() || wanted.isEmpty()) {
            return false;
        }
        var more = new HashMap<String, Integer>();
        wanted.stream()
                .distinct()
                .filter(use -> !volumes.containsKey(use))
                .forEach(use -> more.merge(use.driver(), 1, Integer::sum));
        for (var driver : more.entrySet()) {
            Integer most = volumeLimits.get(driver.getKey());
            if (most != null && attached(driver.getKey()) + driver.getValue() > most) {
                return true;
            }
        }
        return false;
    }

    private long attached(String driver) {
        return volumes.keySet().stream()
                .filter(use -> use.driver().equals(driver))
                .count();
    }
}
