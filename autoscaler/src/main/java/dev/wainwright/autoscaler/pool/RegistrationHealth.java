package dev.wainwright.autoscaler.pool;

import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.autoscaler.claim.Claims;
import dev.wainwright.autoscaler.claim.LifecycleController;
import dev.wainwright.autoscaler.condition.ConditionSet;
import dev.wainwright.runtime.cache.Change;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.store.ObjectKey;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the machines of a pool join (karpenter-core §5.5): the last four that joined or were given up. Two failures among
 * them make the pool unhealthy; it is healthy again when a machine joins and fewer than two are left. People and metrics
 * read it; planning does not.
 *
 * <p>What became of a machine is read off its claim: it has joined when it is registered, and was given up when it is deleted
 * unregistered after its time was over. So nothing is missed by who did not do the deed. After a restart the condition
 * stands in for what was remembered.
 */
final class RegistrationHealth {
    static final String TYPE = "NodeRegistrationHealthy";

    private static final int REMEMBERED = 4;
    private static final int TOO_MANY = 2;
    private static final Result JOINED = new Result(true, TYPE, "");

    private final Map<String, Memory> pools = new HashMap<>();

    private record Result(boolean joined, String reason, String message) {}

    private record Memory(String uid, ArrayDeque<Result> results) {
        void add(Result result) {
            results.add(result);
            if (results.size() > REMEMBERED) {
                results.remove();
            }
        }

        long failures() {
            return results.stream().filter(each -> !each.joined()).count();
        }
    }

    /** Takes note of what becomes of a machine; returns the pool that it concerns. */
    Optional<ObjectKey> claimChanged(Change change, Snapshot snapshot) {
        if (!(change.before() instanceof NodeClaim before) || !(change.after() instanceof NodeClaim after)) {
            return Optional.empty();
        }
        Result result = result(before, after);
        Optional<NodePool> pool = result == null ? Optional.empty() : Claims.poolOf(after, snapshot);
        if (result != null && pool.isPresent()) {
            memory(pool.get()).add(result);
        }
        return pool.map(ObjectKey::of);
    }

    private static @Nullable Result result(NodeClaim before, NodeClaim after) {
        boolean joined = Claims.isTrue(after, Claims.REGISTERED);
        if (joined) {
            return Claims.isTrue(before, Claims.REGISTERED) ? null : JOINED;
        }
        Instant deleted = after.metadata().deletionTimestamp();
        boolean isGivenUp =
                deleted != null && !before.metadata().isTerminating() && LifecycleController.isOverdue(after, deleted);
        return isGivenUp ? failure(after) : null;
    }

    private static Result failure(NodeClaim claim) {
        return Claims.condition(claim.status().conditions(), Claims.LAUNCHED)
                .filter(launched -> !launched.isTrue())
                .map(launched -> new Result(false, launched.reason(), launched.message()))
                .orElse(new Result(false, "RegistrationFailed", "Failed to register node"));
    }

    private Memory memory(NodePool pool) {
        Memory known = pools.get(pool.name());
        if (known == null || !known.uid().equals(pool.metadata().uid())) {
            known = new Memory(pool.metadata().uid(), new ArrayDeque<>());
            seed(known, Claims.condition(pool.status().conditions(), TYPE).orElse(null));
            pools.put(pool.name(), known);
        }
        return known;
    }

    private static void seed(Memory memory, @Nullable Condition condition) {
        if (condition != null && condition.isTrue()) {
            memory.add(JOINED);
        } else if (condition != null && condition.status().equals("False")) {
            for (int i = 0; i < TOO_MANY; i++) {
                memory.add(new Result(false, condition.reason(), condition.message()));
            }
        }
    }

    /** With the condition as it is now; everything is open again when the pool or its class has changed. */
    ConditionSet judge(NodePool pool, @Nullable Long classGeneration, ConditionSet conditions) {
        Memory memory = memory(pool);
        boolean isCurrent = conditions
                        .get(TYPE)
                        .filter(each -> Objects.equals(
                                each.observedGeneration(), pool.metadata().generation()))
                        .isPresent()
                && Objects.equals(classGeneration, pool.status().nodeClassObservedGeneration());
        if (!isCurrent) {
            memory.results().clear();
            return conditions.with(TYPE, "Unknown", "AwaitingReconciliation", "");
        }
        if (memory.failures() >= TOO_MANY) {
            Result last = memory.results().stream()
                    .filter(each -> !each.joined())
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
            return conditions.with(TYPE, "False", last.reason(), last.message());
        }
        return !memory.results().isEmpty() && memory.results().getLast().joined()
                ? conditions.withTrue(TYPE)
                : conditions;
    }

    void forget(String pool) {
        pools.remove(pool);
    }
}
