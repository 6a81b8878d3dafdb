package dev.wainwright.autoscaler.explanation;

import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.time.GoDuration;
import dev.wainwright.autoscaler.claim.Claims;
import dev.wainwright.autoscaler.disruption.Emptiness;
import dev.wainwright.autoscaler.explanation.Explanation.Statement;
import dev.wainwright.autoscaler.report.Decision;
import dev.wainwright.autoscaler.report.DecisionLog;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.solver.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why there is a NodeClaim, what became of it, and what keeps it. */
record ClaimStory(Snapshot snapshot, DecisionLog log) {
    private static final int MOST_PODS = 5;

    /** The story without its subject: a node's is that of its claim. */
    record Told(String summary, List<Statement> statements) {}

    /** Empty for a claim that is not there and that nobody remembers. */
    Optional<Told> of(String name) {
        Optional<NodeClaim> claim = snapshot.get(NodeClaim.class, new ObjectKey("", name));
        Optional<DecisionLog.Origin> origin = log.origin(name);
        List<Decision> decisions = log.about("NodeClaim", name).stream()
                .filter(decision -> !decision.action().equals("created"))
                .toList();
        if (claim.isEmpty() && origin.isEmpty() && decisions.isEmpty()) {
            return Optional.empty();
        }
        var statements = new ArrayList<Statement>();
        origin.ifPresent(each -> statements.add(origin(each)));
        claim.ifPresent(each -> conditions(each, statements));
        decisions.forEach(decision -> statements.add(
                new Statement(decision.at(), Reason.of(decision.action().replace('_', ' ') + ": " + decision.why()))));
        claim.ifPresent(each -> future(each, statements));
        if (claim.isEmpty() && decisions.isEmpty()) {
            statements.add(new Statement(null, Reason.of("it was not the autoscaler that deleted it")));
        }
        return Optional.of(new Told(claim.map(this::summary).orElse("NodeClaim " + name + " is gone"), statements));
    }

    private String summary(NodeClaim claim) {
        String machine = PodStory.machine(claim.metadata().labels());
        String node = claim.status().nodeName();
        String as = node.isEmpty() ? "" : ", as node " + node;
        return "NodeClaim " + claim.name() + machine + " " + Stage.of(claim).text + as;
    }

    private static Statement origin(DecisionLog.Origin origin) {
        List<String> pods = origin.node().pods();
        String first = String.join(", ", pods.subList(0, Math.min(MOST_PODS, pods.size())));
        String more = pods.size() > MOST_PODS ? " and " + (pods.size() - MOST_PODS) + " more" : "";
        var because = new ArrayList<Reason>();
        because.add(Reason.of("pool " + origin.node().nodePool()));
        because.add(origin.reason());
        return new Statement(origin.at(), new Reason("it was made for " + first + more, because));
    }

    private static void conditions(NodeClaim claim, List<Statement> statements) {
        stage(
                claim,
                Claims.LAUNCHED,
                "its machine was launched: " + claim.status().providerID(),
                statements);
        stage(
                claim,
                Claims.REGISTERED,
                "its machine joined as node " + claim.status().nodeName(),
                statements);
        stage(claim, Claims.INITIALIZED, "its node was ready, with all that it should have", statements);
    }

    private static void stage(NodeClaim claim, String type, String reached, List<Statement> statements) {
        Claims.condition(claim.status().conditions(), type).ifPresent(condition -> {
            if (condition.isTrue()) {
                statements.add(new Statement(condition.lastTransitionTime(), Reason.of(reached)));
            } else if (!condition.message().isEmpty() && !condition.message().equals(condition.reason())) {
                statements.add(new Statement(condition.lastTransitionTime(), Reason.of(unreached(condition))));
            }
        });
    }

    private static String unreached(Condition condition) {
        return condition.type() + " is " + condition.status() + " (" + condition.reason() + "): " + condition.message();
    }

    private void future(NodeClaim claim, List<Statement> statements) {
        if (!Claims.isTrue(claim, Claims.INITIALIZED) || claim.metadata().isTerminating()) {
            return;
        }
        statements.add(new Statement(
                null,
                Reason.of(Emptiness.obstacle(claim, snapshot)
                        .map(why -> "it stays: " + why)
                        .orElse("it is empty, and goes as soon as its pool's budget allows"))));
        String expiry = claim.spec().expireAfter();
        Instant created = claim.metadata().creationTimestamp();
        if (expiry != null && !expiry.equals(GoDuration.NEVER) && created != null) {
            statements.add(new Statement(
                    created.plus(GoDuration.parse(expiry)),
                    Reason.of("it will expire, " + expiry + " after it was made")));
        }
    }
}
