package dev.wainwright.autoscaler.claim;

import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.time.GoDuration;
import dev.wainwright.autoscaler.report.Decisions;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Deletes NodeClaims that have reached the age their pool allows; budgets do not hold it back (karpenter-core §4.16). */
public final class ExpirationController implements Controller<ObjectKey> {
    private final Decisions decisions;

    public ExpirationController(Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public String name() {
        return "nodeclaim.expiration";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(Interest.about(NodeClaim.class));
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        return situation
                .snapshot()
                .get(NodeClaim.class, key)
                .filter(claim -> !claim.metadata().isTerminating())
                .map(claim -> expire(claim, situation.now()))
                .orElse(Step.DONE);
    }

    private Step expire(NodeClaim claim, Instant now) {
        String age = claim.spec().expireAfter();
        Instant created = claim.metadata().creationTimestamp();
        if (age == null || age.equals(GoDuration.NEVER) || created == null) {
            return Step.DONE;
        }
        Duration left = Duration.between(now, created.plus(GoDuration.parse(age)));
        if (left.isPositive()) {
            return Step.wakeAfter(left);
        }
        decisions.acted(now, "NodeClaim", claim.name(), "expired", "it is older than " + age);
        return Step.write(Write.delete(claim));
    }
}
