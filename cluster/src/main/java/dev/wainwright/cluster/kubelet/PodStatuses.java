package dev.wainwright.cluster.kubelet;

import dev.wainwright.api.core.ContainerStatus;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.Pod.Status.Address;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.placement.QosClass;
import dev.wainwright.api.tree.Tree;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A pod's status as a kubelet writes it, from what runs at a moment. Conditions of pods that went the same way in the same
 * second are shared.
 */
final class PodStatuses {
    private static final Set<String> OURS =
            Set.of("PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady");

    private static final int MOST_SHARED = 512;

    private final Map<Condition, Condition> shared = new HashMap<>();

    Pod.Status at(Pod pod, PodRun run, Machine machine, Instant now) {
        boolean initialized = run.isInitialized(now);
        boolean sandboxed = !run.sandbox.isAfter(now);
        var init = new ArrayList<ContainerStatus>();
        var containers = new ArrayList<ContainerStatus>();
        for (ContainerRun each : run.containers) {
            (each.facts.isInit() ? init : containers).add(each.status(now, initialized || each.facts.isInit()));
        }
        String reached = phase(run, now);
        // After its machine was away a pod starts again, but never seems to have gone back.
        String phase = reached.equals("Pending") && pod.status().phase().equals("Running") ? "Running" : reached;
        String address = !sandboxed
                ? ""
                : Boolean.TRUE.equals(pod.spec().hostNetwork()) ? machine.hostIp() : machine.podIp(run.address());
        return new Pod.Status(
                phase,
                pod.status().reason(),
                pod.status().message(),
                "",
                machine.hostIp(),
                machine.hostIps(),
                address,
                address.isEmpty() ? List.of() : List.of(new Address(address)),
                run.admitted.truncatedTo(ChronoUnit.SECONDS),
                conditions(pod, run, phase, now),
                init,
                containers,
                QosClass.of(pod.spec()));
    }

    private static String phase(PodRun run, Instant now) {
        if (run.hasEnded(now)) {
            return run.hasFailed() ? "Failed" : "Succeeded";
        }
        return run.isInitialized(now) && haveStarted(run, now) ? "Running" : "Pending";
    }

    private static boolean haveStarted(PodRun run, Instant now) {
        for (ContainerRun each : run.containers) {
            if (!each.facts.isInit() && each.start().isAfter(now) && !each.hasRunBefore()) {
                return false;
            }
        }
        return true;
    }

    private List<Condition> conditions(Pod pod, PodRun run, String phase, Instant now) {
        boolean done = phase.equals("Succeeded") || phase.equals("Failed");
        String unready = names(run, now, done);
        boolean containersReady = !done && unready.isEmpty();
        String reason = containersReady ? "" : done ? doneReason(phase) : "ContainersNotReady";
        String message = containersReady || done ? "" : "containers with unready status: [" + unready + "]";
        boolean initialized = run.isInitialized(now);
        String gate = missingGate(pod);
        boolean ready = containersReady && gate.isEmpty();
        var all = new ArrayList<Condition>();
        all.add(condition(pod, "PodReadyToStartContainers", !done && !run.sandbox.isAfter(now), "", "", now));
        all.add(condition(
                pod,
                "Initialized",
                initialized,
                initialized ? (phase.equals("Succeeded") ? "PodCompleted" : "") : "ContainersNotInitialized",
                initialized ? "" : "containers with incomplete status: [" + uninitialized(run, now) + "]",
                now));
        all.add(condition(
                pod,
                "Ready",
                ready,
                containersReady && !ready ? "ReadinessGatesNotReady" : reason,
                containersReady && !ready ? gate : message,
                now));
        all.add(condition(pod, "ContainersReady", containersReady, reason, message, now));
        for (Condition condition : pod.status().conditions()) {
            if (!OURS.contains(condition.type())) {
                all.add(condition);
            }
        }
        return all;
    }

    private static String doneReason(String phase) {
        return phase.equals("Succeeded") ? "PodCompleted" : "PodFailed";
    }

    private Condition condition(Pod pod, String type, boolean holds, String reason, String message, Instant now) {
        String status = holds ? "True" : "False";
        Instant since = pod.status()
                .condition(type)
                .filter(known -> known.status().equals(status))
                .map(Condition::lastTransitionTime)
                .orElse(now.truncatedTo(ChronoUnit.SECONDS));
        if (shared.size() > MOST_SHARED) {
            shared.clear();
        }
        var fresh = new Condition(type, status, reason, message, since, null);
        Condition known = shared.putIfAbsent(fresh, fresh);
        return known == null ? fresh : known;
    }

    private static String names(PodRun run, Instant now, boolean done) {
        var names = new ArrayList<String>();
        for (ContainerRun each : run.containers) {
            if (!done && each.facts.stays() && !each.isReady(now)) {
                names.add(each.facts.name());
            }
        }
        return String.join(" ", names);
    }

    private static String uninitialized(PodRun run, Instant now) {
        var names = new ArrayList<String>();
        for (ContainerRun each : run.containers) {
            if (each.facts.isInit() && !(each.facts.isSidecar() ? !each.start().isAfter(now) : each.isReady(now))) {
                names.add(each.facts.name());
            }
        }
        return String.join(" ", names);
    }

    /** What one of the pod's readiness gates still waits for; empty when none does. */
    private static String missingGate(Pod pod) {
        for (Tree gate : pod.rest().mapping("spec").items("readinessGates")) {
            String type = gate instanceof Tree.Mapping mapping ? mapping.text("conditionType", "") : "";
            if (pod.status().condition(type).filter(Condition::isTrue).isEmpty()) {
                String how =
                        pod.status().condition(type).isPresent() ? "does not have status \"True\"" : "does not exist";
                return "corresponding condition of pod readiness gate \"" + type + "\" " + how + '.';
            }
        }
        return "";
    }
}
