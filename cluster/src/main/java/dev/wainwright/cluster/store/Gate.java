package dev.wainwright.cluster.store;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import org.jspecify.annotations.Nullable;

/** Puts what somebody is about to write before the policy, if there is one to ask. Guarded by the store's lock. */
final class Gate {
    private Policy policy = Policy.NONE;
    private Origin origin = Origin.ITSELF;

    void guardedBy(Policy newPolicy) {
        policy = newPolicy;
    }

    /** From now on {@code next} writes; returns who did before. */
    Origin enter(Origin next) {
        Origin previous = origin;
        origin = next;
        return previous;
    }

    /** {@code after} if it may be stored. */
    Result<KubeObject> pass(Write write, @Nullable KubeObject before, KubeObject after, boolean rehearsed) {
        return policy.isActive() ? asked(write, before, after, rehearsed, after) : Result.ok(after);
    }

    /** {@code before} if it may be deleted. */
    Result<KubeObject> passOut(Write write, KubeObject before, boolean rehearsed) {
        return policy.isActive() ? asked(write, before, null, rehearsed, before) : Result.ok(before);
    }

    private Result<KubeObject> asked(
            Write write,
            @Nullable KubeObject before,
            @Nullable KubeObject after,
            boolean rehearsed,
            KubeObject answer) {
        if (origin.isItself()) {
            return Result.ok(answer);
        }
        return policy.objection(new Proposal(write, before, after, rehearsed, origin))
                .<Result<KubeObject>>map((Refusal why) -> Result.refused(why))
                .orElse(Result.ok(answer));
    }
}
