package dev.wainwright.cluster;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import dev.wainwright.runtime.store.Write.Propagation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Scheduler and kubelet at their simplest: every pod gets a node, is ready after a while, ends after a while if its restart
 * policy lets it, and goes soon after it is deleted. A pod labelled {@code fails} ends as failed; one labelled
 * {@code never-ready} is not.
 */
public final class FakePods implements Controller<ObjectKey> {
    private final Duration starting;
    private final Duration running;
    private final Duration stopping;
    private final Map<String, Instant> since = new HashMap<>();

    /** {@code running} is for pods that are not always restarted. */
    public FakePods(Duration starting, Duration running, Duration stopping) {
        this.starting = starting;
        this.running = running;
        this.stopping = stopping;
    }

    @Override
    public String name() {
        return "fakepods";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(Interest.about(Pod.class));
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        return situation
                .snapshot()
                .get(Pod.class, key)
                .map(pod -> next(pod, situation.now()))
                .orElse(Step.DONE);
    }

    private Step next(Pod pod, Instant now) {
        if (pod.isTerminating()) {
            return after(stopping, pod, "stopping", now, gone(pod));
        } else if (!pod.isBound()) {
            return Step.write(new Write.Bind(ObjectKey.of(pod), pod.metadata().uid(), node(pod)));
        }
        boolean never = pod.metadata().labels().containsKey("never-ready");
        return switch (pod.status().phase()) {
            case "Pending" -> after(starting, pod, "starting", now, status(pod, "Running", !never, now));
            case "Running" ->
                pod.spec().restartPolicy().equals("Always")
                        ? Step.DONE
                        : after(running, pod, "running", now, status(pod, end(pod), false, now));
            default -> Step.DONE;
        };
    }

    /** The node that the pod asks for by name, if it does. */
    private static String node(Pod pod) {
        var affinity =
                pod.spec().affinity() == null ? null : pod.spec().affinity().nodeAffinity();
        var required = affinity == null ? null : affinity.requiredDuringSchedulingIgnoredDuringExecution();
        return required == null
                ? "node-1"
                : required.nodeSelectorTerms().stream()
                        .flatMap(term -> term.matchFields().stream())
                        .flatMap(field -> field.values().stream())
                        .findFirst()
                        .orElse("node-1");
    }

    private Step after(Duration wait, Pod pod, String what, Instant now, Write write) {
        Instant begin = since.computeIfAbsent(what + pod.metadata().uid(), any -> now);
        Duration left = Duration.between(now, begin.plus(wait));
        return left.isPositive() ? Step.wakeAfter(left) : Step.write(write);
    }

    private static String end(Pod pod) {
        return pod.metadata().labels().containsKey("fails") ? "Failed" : "Succeeded";
    }

    private static Write gone(Pod pod) {
        return new Write.Delete(
                dev.wainwright.api.Kinds.of(Pod.class),
                ObjectKey.of(pod),
                Preconditions.sameObject(pod),
                Propagation.BACKGROUND,
                0L);
    }

    private static Write status(Pod pod, String phase, boolean ready, Instant now) {
        return Write.updateStatus(new Pod(
                pod.metadata(),
                pod.nodeName(),
                pod.volumes(),
                pod.spec(),
                new Pod.Status(
                        phase,
                        "",
                        "",
                        now,
                        List.of(new Condition("Ready", ready ? "True" : "False", "", "", now, null))),
                pod.rest()));
    }
}
