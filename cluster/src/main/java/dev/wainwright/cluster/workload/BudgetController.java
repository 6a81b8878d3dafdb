package dev.wainwright.cluster.workload;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.apps.Deployment;
import dev.wainwright.api.apps.ReplicaSet;
import dev.wainwright.api.apps.StatefulSet;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.IntOrString;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.api.policy.PodDisruptionBudget;
import dev.wainwright.model.requirement.LabelSelector;
import dev.wainwright.runtime.cache.Change;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says in each disruption budget's status how many pods may be disrupted now. Pods whose eviction the API server has
 * granted but which have not been seen to go yet ({@code disruptedPods}) count as gone already, for two minutes.
 */
public final class BudgetController implements Controller<ObjectKey> {
    private static final Duration DELETION_TIMEOUT = Duration.ofMinutes(2);

    /** Longer than a watch lags, short enough for a pod that comes again under its old name. */
    private static final Duration UNHEARD_OF = Duration.ofSeconds(15);

    @Override
    public String name() {
        return "disruption";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(
                Interest.about(PodDisruptionBudget.class),
                new Interest<>(Kinds.of(Pod.class), BudgetController::podChanged),
                Interest.read(ReplicaSet.class),
                Interest.read(Deployment.class),
                Interest.read(StatefulSet.class));
    }

    private static void podChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        for (PodDisruptionBudget budget : snapshot.in(
                PodDisruptionBudget.class, change.latest().metadata().namespace())) {
            if (selects(budget, change.before()) || selects(budget, change.after())) {
                concerned.accept(ObjectKey.of(budget));
            }
        }
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        return situation
                .snapshot()
                .get(PodDisruptionBudget.class, key)
                .map(budget -> decide(budget, situation))
                .orElse(Step.DONE);
    }

    private static Step decide(PodDisruptionBudget budget, Situation situation) {
        List<Pod> pods = situation.snapshot().in(Pod.class, budget.metadata().namespace()).stream()
                .filter(pod -> selects(budget, pod) && !pod.isTerminal())
                .toList();
        Map<String, Instant> disrupted = disrupted(budget, pods, situation.now());
        int healthy = (int) pods.stream()
                .filter(pod -> !pod.isTerminating() && !disrupted.containsKey(pod.name()))
                .filter(Pod::isReady)
                .count();
        var status = status(budget, healthy, demand(budget, pods, situation.snapshot()), disrupted, situation.now());
        Step step = status.equals(budget.status())
                ? Step.DONE
                : Step.write(Write.updateStatus(
                        new PodDisruptionBudget(budget.metadata(), budget.spec(), status, budget.rest())));
        return step.andWakeAfter(disrupted.values().stream()
                .map(at -> untilNextLook(at, situation.now()))
                .min(Duration::compareTo)
                .orElse(null));
    }

    private static Duration untilNextLook(Instant evicted, Instant now) {
        Instant first = evicted.plus(UNHEARD_OF);
        return Duration.between(now, now.isBefore(first) ? first : evicted.plus(DELETION_TIMEOUT));
    }

    /** How many pods there should be, and how many of them must stay healthy. */
    private record Demand(int expected, int healthy) {}

    private static Demand demand(PodDisruptionBudget budget, List<Pod> pods, Snapshot snapshot) {
        var most = budget.spec().maxUnavailable();
        var least = budget.spec().minAvailable();
        if (most != null) {
            int expected = expected(pods, snapshot);
            return new Demand(expected, Math.max(0, expected - Numbers.share(most, expected, true)));
        } else if (least instanceof IntOrString.Text) {
            int expected = expected(pods, snapshot);
            return new Demand(expected, Numbers.share(least, expected, true));
        }
        return new Demand(pods.size(), least == null ? 0 : Numbers.share(least, pods.size(), true));
    }

    /** The sizes of all workloads that have pods among these; pods of nobody count for themselves. */
    private static int expected(Collection<Pod> pods, Snapshot snapshot) {
        var seen = new HashSet<String>();
        int expected = 0;
        for (Pod pod : pods) {
            Optional<KubeObject> workload =
                    pod.metadata().controller().flatMap(owner -> workload(pod, owner, snapshot));
            if (workload.isEmpty()) {
                expected++;
            } else if (seen.add(workload.get().metadata().uid())) {
                expected += size(workload.get());
            }
        }
        return expected;
    }

    /** The owner of the pod that people scale: for a ReplicaSet of a deployment, the deployment. */
    private static Optional<KubeObject> workload(KubeObject owned, OwnerReference owner, Snapshot snapshot) {
        var key = new ObjectKey(owned.metadata().namespace(), owner.name());
        return switch (owner.kind()) {
            case "Deployment" -> snapshot.get(Deployment.class, key).map(KubeObject.class::cast);
            case "StatefulSet" -> snapshot.get(StatefulSet.class, key).map(KubeObject.class::cast);
            case "ReplicaSet" ->
                snapshot.get(ReplicaSet.class, key)
                        .map(set -> set.metadata()
                                .controller()
                                .flatMap(above -> workload(set, above, snapshot))
                                .orElse(set));
            default -> Optional.empty();
        };
    }

    private static int size(KubeObject workload) {
        return switch (workload) {
            case Deployment deployment -> Numbers.or(deployment.spec().replicas(), 1);
            case StatefulSet set -> Numbers.or(set.spec().replicas(), 1);
            case ReplicaSet set -> Numbers.or(set.spec().replicas(), 1);
            default -> 0;
        };
    }

    /**
     * The evicted pods that are not on their way out yet, as far as this controller has heard. One that it does not know may
     * be gone, or may be so new that it has only been heard of by who evicted it: then it must not count as healthy when
     * word of it comes, so its name is kept for a while.
     */
    private static Map<String, Instant> disrupted(PodDisruptionBudget budget, List<Pod> pods, Instant now) {
        var left = new HashMap<>(budget.status().disruptedPods());
        Set<String> leaving =
                pods.stream().filter(Pod::isTerminating).map(Pod::name).collect(Collectors.toSet());
        Set<String> known = pods.stream().map(Pod::name).collect(Collectors.toSet());
        left.entrySet()
                .removeIf(entry -> leaving.contains(entry.getKey())
                        || !now.isBefore(
                                entry.getValue().plus(known.contains(entry.getKey()) ? DELETION_TIMEOUT : UNHEARD_OF)));
        return left;
    }

    private static PodDisruptionBudget.Status status(
            PodDisruptionBudget budget, int healthy, Demand demand, Map<String, Instant> disrupted, Instant now) {
        int allowed = demand.expected() == 0 ? 0 : Math.max(0, healthy - demand.healthy());
        return new PodDisruptionBudget.Status(
                allowed,
                healthy,
                demand.healthy(),
                demand.expected(),
                budget.metadata().generation(),
                disrupted,
                List.of(condition(budget, allowed > 0, now)));
    }

    private static Condition condition(PodDisruptionBudget budget, boolean allowed, Instant now) {
        String status = allowed ? "True" : "False";
        Instant since = budget.status().conditions().stream()
                .filter(known -> known.status().equals(status))
                .map(Condition::lastTransitionTime)
                .findFirst()
                .orElse(now.truncatedTo(ChronoUnit.SECONDS));
        return new Condition(
                "DisruptionAllowed",
                status,
                allowed ? "SufficientPods" : "InsufficientPods",
                "",
                since,
                budget.metadata().generation());
    }

    private static boolean selects(PodDisruptionBudget budget, @Nullable KubeObject pod) {
        LabelSelector selector = budget.spec().selector();
        return pod != null
                && selector != null
                && selector.matches(pod.metadata().labels());
    }
}
