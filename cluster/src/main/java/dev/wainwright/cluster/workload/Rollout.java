package dev.wainwright.cluster.workload;

import dev.wainwright.api.apps.Deployment;
import dev.wainwright.api.apps.ReplicaSet;
import dev.wainwright.api.meta.IntOrString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many pods each ReplicaSet of a deployment should have next.
 *
 * <p>Two bounds hold at all times: there are no more pods than wanted plus {@code maxSurge}, and no fewer available ones
 * than wanted minus {@code maxUnavailable}. A ReplicaSet's status says how many pods there are, but lags behind its spec;
 * so until its controller has seen the latest spec, a set counts for as many pods as it may have and for no available
 * ones. That is stricter than kube-controller-manager, which trusts the spec alone, and costs one round trip.
 *
 * @param fresh the set of the current template; absent while there is none
 * @param old the others, oldest first
 */
record Rollout(Deployment deployment, @Nullable ReplicaSet fresh, List<ReplicaSet> old) {
    private static final IntOrString QUARTER = new IntOrString.Text("25%");

    Rollout {
        old = List.copyOf(old);
    }

    int wanted() {
        return Numbers.or(deployment.spec().replicas(), 1);
    }

    boolean isRecreate() {
        return isRecreate(deployment);
    }

    static boolean isRecreate(Deployment deployment) {
        Deployment.Strategy strategy = deployment.spec().strategy();
        return strategy != null && strategy.type().equals("Recreate");
    }

    /** How many pods there may be beyond what is wanted; rounded up. */
    int maxSurge() {
        Deployment.RollingUpdate bounds = bounds();
        IntOrString surge = bounds == null || bounds.maxSurge() == null ? QUARTER : bounds.maxSurge();
        return isRecreate() ? 0 : Numbers.share(surge, wanted(), true);
    }

    /** How many pods may be missing; rounded down, but 1 where nothing could move otherwise. */
    int maxUnavailable() {
        Deployment.RollingUpdate bounds = bounds();
        IntOrString missing = bounds == null || bounds.maxUnavailable() == null ? QUARTER : bounds.maxUnavailable();
        int unavailable = isRecreate() ? 0 : Numbers.share(missing, wanted(), false);
        return unavailable == 0 && maxSurge() == 0 ? 1 : Math.min(unavailable, wanted());
    }

    private Deployment.@Nullable RollingUpdate bounds() {
        Deployment.Strategy strategy = deployment.spec().strategy();
        return strategy == null ? null : strategy.rollingUpdate();
    }

    List<ReplicaSet> all() {
        var all = new ArrayList<>(old);
        if (fresh != null) {
            all.add(fresh);
        }
        return all;
    }

    /** How many pods the fresh set should have now; it may not exist yet. */
    int freshReplicas() {
        int now = fresh == null ? 0 : spec(fresh);
        if (now >= wanted() || !all().stream().allMatch(Rollout::isObserved)) {
            return Math.min(now, wanted());
        }
        int room =
                wanted() + maxSurge() - all().stream().mapToInt(Rollout::held).sum();
        return room <= 0 ? now : Math.min(now + room, wanted());
    }

    /** How many pods each old set should have now, in the order of {@link #old}. */
    List<Integer> oldReplicas() {
        int available = all().stream().mapToInt(Rollout::available).sum();
        int minAvailable = wanted() - maxUnavailable();
        int freshMissing = fresh == null ? 0 : spec(fresh) - available(fresh);
        int total = all().stream().mapToInt(Rollout::spec).sum();
        int unhealthy = Math.max(0, total - minAvailable - freshMissing);
        int healthy = unhealthy == 0 ? 0 : Math.max(0, available - minAvailable);
        var replicas = new ArrayList<Integer>();
        for (ReplicaSet set : old) {
            // Pods that do nothing go first: that costs no availability.
            int idle = isObserved(set) ? Math.min(unhealthy, spec(set) - available(set)) : 0;
            unhealthy -= idle;
            int busy = Math.min(healthy, spec(set) - idle);
            healthy -= busy;
            replicas.add(spec(set) - idle - busy);
        }
        return replicas;
    }

    /** Whether the wanted number has changed since the sets were last told of it. */
    boolean isScaling() {
        return all().stream()
                .filter(set -> spec(set) > 0)
                .map(SetNotes::desired)
                .anyMatch(desired -> desired.isPresent() && desired.get() != wanted());
    }

    /** The sets' sizes after a change of the wanted number: all of them grow and shrink in proportion. */
    Map<ReplicaSet, Integer> scaled() {
        var sizes = new LinkedHashMap<ReplicaSet, Integer>();
        Optional<ReplicaSet> only = onlyOne();
        if (only.isPresent()) {
            sizes.put(only.get(), wanted());
        } else if (isSaturated()) {
            old.forEach(set -> sizes.put(set, 0));
        } else if (!isRecreate()) {
            List<ReplicaSet> active =
                    all().stream().filter(set -> spec(set) > 0).toList();
            return Proportions.of(active, wanted(), maxSurge(), room());
        }
        return sizes;
    }

    private int room() {
        int most = wanted() > 0 ? wanted() + maxSurge() : 0;
        boolean settled = all().stream().allMatch(Rollout::isObserved);
        int room = most - all().stream().mapToInt(Rollout::held).sum();
        return settled ? room : Math.min(room, 0);
    }

    private Optional<ReplicaSet> onlyOne() {
        List<ReplicaSet> active = all().stream().filter(set -> spec(set) > 0).toList();
        if (active.size() > 1) {
            return Optional.empty();
        }
        return active.isEmpty()
                ? Optional.ofNullable(fresh != null || old.isEmpty() ? fresh : old.getLast())
                : Optional.of(active.getFirst());
    }

    private boolean isSaturated() {
        return fresh != null
                && spec(fresh) == wanted()
                && SetNotes.desired(fresh)
                        .filter(desired -> desired == wanted())
                        .isPresent()
                && available(fresh) == wanted();
    }

    static int spec(ReplicaSet set) {
        return Numbers.or(set.spec().replicas(), 1);
    }

    /** As many pods as the set may have. */
    private static int held(ReplicaSet set) {
        return Math.max(spec(set), Numbers.orZero(set.status().replicas()));
    }

    /** As many available pods as the set has for certain. */
    static int available(ReplicaSet set) {
        return isObserved(set) ? Math.min(spec(set), Numbers.orZero(set.status().availableReplicas())) : 0;
    }

    static boolean isObserved(ReplicaSet set) {
        return Numbers.orZero(set.status().observedGeneration())
                >= Numbers.orZero(set.metadata().generation());
    }
}
