package dev.wainwright.autoscaler.explanation;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.autoscaler.explanation.Explanation.Statement;
import dev.wainwright.autoscaler.report.DecisionLog;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.solver.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a pod is where it is. */
record PodStory(Snapshot snapshot, DecisionLog log) {
    Explanation of(Pod pod) {
        Optional<DecisionLog.Place> place = log.place(pod.qualifiedName()).filter(each -> isAbout(pod, each.at()));
        Optional<String> claim = place.map(DecisionLog.Place::claim)
                .filter(name -> !name.isEmpty())
                .or(() -> log.claimFor(pod.qualifiedName())
                        .filter(name -> log.origin(name)
                                .filter(origin -> isAbout(pod, origin.at()))
                                .isPresent()));
        var statements = new ArrayList<Statement>();
        place.ifPresent(each -> statements.add(new Statement(each.at(), each.reason())));
        claim.flatMap(name -> made(name, place.isPresent())).ifPresent(statements::add);
        pod.status().condition("PodScheduled").ifPresent(condition -> {
            if (!condition.isTrue() && !condition.message().isEmpty()) {
                statements.add(new Statement(
                        condition.lastTransitionTime(), Reason.of("the scheduler said: " + condition.message())));
            } else if (condition.isTrue()) {
                statements.add(
                        new Statement(condition.lastTransitionTime(), Reason.of("the scheduler bound it to a node")));
            }
        });
        // Conditions know whole seconds only; within one of them the order above is that of things.
        statements.sort(Comparator.comparing(
                each -> each.at() == null ? Instant.MAX : each.at().truncatedTo(SECONDS)));
        return new Explanation(
                "Pod", pod.metadata().namespace(), pod.name(), summary(pod, place, claim), List.copyOf(statements));
    }

    /** A pod of the same name may have been planned for before this one was there. */
    private static boolean isAbout(Pod pod, Instant planned) {
        Instant created = pod.metadata().creationTimestamp();
        return created == null || !planned.isBefore(created);
    }

    private Optional<Statement> made(String claim, boolean planIsKnown) {
        return log.origin(claim).map(origin -> {
            String others = origin.node().pods().size() == 1
                    ? "for it alone"
                    : "for it and " + (origin.node().pods().size() - 1) + " more";
            Reason reason = new Reason(
                    "NodeClaim " + claim + " was made " + others,
                    // The plan's own words about the pod have told of the machine already.
                    planIsKnown ? List.of() : List.of(origin.reason()));
            return new Statement(origin.at(), reason);
        });
    }

    private String summary(Pod pod, Optional<DecisionLog.Place> place, Optional<String> claim) {
        String name = pod.qualifiedName();
        if (pod.isTerminal()) {
            return name + " has ended: " + pod.status().phase();
        }
        if (pod.isBound()) {
            return name + " is on node " + pod.nodeName() + machine(pod.nodeName());
        }
        if (!pod.spec().schedulingGates().isEmpty()) {
            return name + " is held back by its scheduling gates; nothing is planned for it until they are taken away";
        }
        Optional<NodeClaim> awaited = claim.flatMap(each -> snapshot.get(NodeClaim.class, new ObjectKey("", each)));
        if (awaited.isPresent()) {
            return name + " waits for NodeClaim " + awaited.get().name() + ", which " + Stage.of(awaited.get()).text;
        }
        if (place.isPresent()) {
            return place.get().reason().text() + (pod.isUnschedulable() ? "; it is tried again" : "");
        }
        return pod.isUnschedulable()
                ? name + " has no place, and no plan has been made for it yet"
                : name + " has not been looked at by the scheduler yet";
    }

    private String machine(String node) {
        return snapshot.get(Node.class, new ObjectKey("", node))
                .map(each -> machine(each.metadata().labels()))
                .orElse("");
    }

    static String machine(Map<String, String> labels) {
        List<String> known = Stream.of(Labels.INSTANCE_TYPE, Labels.CAPACITY_TYPE, Labels.ZONE)
                .map(key -> labels.getOrDefault(key, ""))
                .filter(value -> !value.isEmpty())
                .toList();
        return known.isEmpty() ? "" : " (" + String.join(", ", known) + ")";
    }
}
