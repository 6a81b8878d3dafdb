package dev.wainwright.cluster.admission;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.scheduling.PriorityClass;
import dev.wainwright.cluster.store.Admission;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.model.taint.Toleration;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the API server puts into new pods: the priority of their class, and patience with nodes in trouble for five
 * minutes. Pods that share a spec share what is made of it.
 */
public final class PodDefaults implements Admission {
    private static final long PATIENCE_SECONDS = 300;
    private static final List<Taint> TROUBLE = List.of(
            new Taint("node.kubernetes.io/not-ready", "", Effect.NO_EXECUTE),
            new Taint("node.kubernetes.io/unreachable", "", Effect.NO_EXECUTE));

    /** Built in; they need no objects. */
    private static final Map<String, Integer> SYSTEM =
            Map.of("system-cluster-critical", 2_000_000_000, "system-node-critical", 2_000_001_000);

    private static final int MOST_SPECS = 4096;

    private final Supplier<Collection<PriorityClass>> priorityClasses;
    private final IdentityHashMap<PodSpec, Made> specs = new IdentityHashMap<>();

    /** {@code priorityClasses} is asked inside of the store's lock, so it may read the store itself. */
    public PodDefaults(Supplier<Collection<PriorityClass>> priorityClasses) {
        this.priorityClasses = priorityClasses;
    }

    /** What was made of a spec, and the class that it took its priority from. */
    private record Made(PodSpec spec, String priorityClass, int priority) {}

    /** A priority and where it comes from. */
    private record Priority(String name, int value, String preemptionPolicy) {}

    @Override
    public synchronized Result<KubeObject> admit(@Nullable KubeObject before, KubeObject object) {
        if (before != null || !(object instanceof Pod pod)) {
            return Result.ok(object);
        }
        Optional<Priority> priority = priority(pod.spec());
        if (priority.isEmpty()) {
            return Result.refused(new Refusal.Forbidden("pods \"" + pod.name() + "\" is forbidden: no PriorityClass"
                    + " with name " + pod.spec().priorityClassName() + " was found"));
        }
        PodSpec spec = made(pod.spec(), priority.get());
        return Result.ok(new Pod(pod.metadata(), pod.nodeName(), pod.volumes(), spec, pod.status(), pod.rest()));
    }

    private Optional<Priority> priority(PodSpec spec) {
        String name = spec.priorityClassName();
        Integer system = SYSTEM.get(name);
        if (system != null) {
            return Optional.of(new Priority(name, system, "PreemptLowerPriority"));
        }
        Optional<PriorityClass> found = priorityClasses.get().stream()
                .filter(each -> name.isEmpty()
                        ? Boolean.TRUE.equals(each.globalDefault())
                        : each.name().equals(name))
                .findFirst();
        if (found.isEmpty() && !name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(found.map(each -> new Priority(each.name(), each.value(), each.preemptionPolicy()))
                .orElseGet(() -> new Priority(name, spec.priority() == null ? 0 : spec.priority(), "")));
    }

    private PodSpec made(PodSpec spec, Priority priority) {
        Made known = specs.get(spec);
        if (known != null && known.priority == priority.value && known.priorityClass.equals(priority.name)) {
            return known.spec;
        }
        if (specs.size() > MOST_SPECS) {
            specs.clear();
        }
        var tolerations = new ArrayList<>(spec.tolerations());
        for (Taint taint : TROUBLE) {
            if (!taint.toleratedBy(tolerations)) {
                tolerations.add(
                        new Toleration(taint.key(), Toleration.Kind.EXISTS, "", Effect.NO_EXECUTE, PATIENCE_SECONDS));
            }
        }
        PodSpec made = new PodSpec(
                spec.initContainers(),
                spec.containers(),
                spec.overhead(),
                spec.resources(),
                spec.nodeSelector(),
                spec.affinity(),
                tolerations,
                spec.topologySpreadConstraints(),
                spec.schedulingGates(),
                spec.resourceClaims(),
                spec.hostNetwork(),
                priority.value,
                priority.name,
                spec.preemptionPolicy().isEmpty() && !priority.preemptionPolicy.isEmpty()
                        ? priority.preemptionPolicy
                        : spec.preemptionPolicy().isEmpty() ? "PreemptLowerPriority" : spec.preemptionPolicy(),
                spec.restartPolicy(),
                spec.terminationGracePeriodSeconds(),
                spec.schedulerName(),
                spec.runtimeClassName());
        specs.put(spec, new Made(made, priority.name, priority.value));
        return made;
    }
}
