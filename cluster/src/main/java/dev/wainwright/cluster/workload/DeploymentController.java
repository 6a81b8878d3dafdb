package dev.wainwright.cluster.workload;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.apps.Deployment;
import dev.wainwright.api.apps.ReplicaSet;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodTemplateSpec;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.requirement.LabelSelector;
import dev.wainwright.runtime.cache.Change;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Rolls a deployment's pods over to its template: one ReplicaSet per template, the new one growing as the old ones shrink.
 * How far at a time is {@link Rollout}'s business; here is what follows from it.
 */
public final class DeploymentController implements Controller<ObjectKey> {
    private static final int STANDARD_HISTORY = 10;
    private static final Index<ReplicaSet> BY_CONTROLLER = Index.byController(ReplicaSet.class);

    @Override
    public String name() {
        return "deployment";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(
                Interest.about(Deployment.class),
                Interest.ownedBy(Deployment.class, ReplicaSet.class),
                new Interest<>(Kinds.of(Pod.class), DeploymentController::podChanged));
    }

    /** To recreate means to wait until the last old pod is gone. */
    private static void podChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        if (change.after() == null) {
            change.latest()
                    .metadata()
                    .controller()
                    .flatMap(owner -> snapshot.get(
                            ReplicaSet.class,
                            new ObjectKey(change.latest().metadata().namespace(), owner.name())))
                    .flatMap(set -> set.metadata()
                            .controller()
                            .map(owner -> new ObjectKey(set.metadata().namespace(), owner.name())))
                    .filter(owner -> snapshot.get(Deployment.class, owner)
                            .filter(Rollout::isRecreate)
                            .isPresent())
                    .ifPresent(concerned);
        }
    }

    @Override
    public List<Index<?>> indexes() {
        return List.of(BY_CONTROLLER, PodStates.BY_CONTROLLER);
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        return situation
                .snapshot()
                .get(Deployment.class, key)
                .map(deployment -> decide(deployment, situation))
                .orElse(Step.DONE);
    }

    private static Step decide(Deployment deployment, Situation situation) {
        Rollout rollout = rollout(deployment, situation.snapshot());
        boolean isNameTaken = isNameTaken(rollout, situation);
        int collisions = Numbers.orZero(deployment.status().collisionCount()) + (isNameTaken ? 1 : 0);
        var status = DeploymentStatus.of(rollout, collisions, situation.now());
        var writes = new ArrayList<Write>();
        if (!deployment.metadata().isTerminating() && !isNameTaken) {
            writes.addAll(next(rollout, situation.snapshot(), status));
        }
        List<Write> numbered = numbered(rollout);
        writes.addAll(numbered);
        // Both are about the deployment itself, and the second of the two would conflict.
        if (numbered.isEmpty() && !status.equals(deployment.status())) {
            writes.add(Write.updateStatus(
                    new Deployment(deployment.metadata(), deployment.spec(), status, deployment.rest())));
        }
        return Step.writes(writes)
                .andWakeAfter(DeploymentStatus.untilStuck(rollout, status, situation.now())
                        .orElse(null));
    }

    private static Rollout rollout(Deployment deployment, Snapshot snapshot) {
        var sets = new ArrayList<>(
                snapshot.where(BY_CONTROLLER, deployment.metadata().uid()));
        sets.sort(SetNotes.oldestFirst());
        Optional<ReplicaSet> fresh = sets.stream()
                .filter(set -> TemplateHash.isOfTemplate(set, deployment))
                .findFirst();
        fresh.ifPresent(sets::remove);
        return new Rollout(deployment, fresh.orElse(null), sets);
    }

    /** Whether another object already has the name that the set of this template should get. */
    private static boolean isNameTaken(Rollout rollout, Situation situation) {
        Deployment deployment = rollout.deployment();
        return rollout.fresh() == null
                && situation
                        .snapshot()
                        .get(
                                ReplicaSet.class,
                                new ObjectKey(deployment.metadata().namespace(), setName(deployment)))
                        .isPresent();
    }

    private static List<Write> next(Rollout rollout, Snapshot snapshot, Deployment.Status status) {
        boolean paused = Boolean.TRUE.equals(rollout.deployment().spec().paused());
        if (paused || rollout.isScaling()) {
            return resized(rollout, rollout.scaled());
        }
        List<Write> writes = rollout.isRecreate() ? recreated(rollout, snapshot) : rolled(rollout);
        return writes.isEmpty() && DeploymentStatus.isComplete(rollout, status) ? forgotten(rollout) : writes;
    }

    private static List<Write> rolled(Rollout rollout) {
        List<Write> grown = grown(rollout, rollout.freshReplicas());
        return grown.isEmpty() ? shrunk(rollout, rollout.oldReplicas()) : grown;
    }

    private static List<Write> recreated(Rollout rollout, Snapshot snapshot) {
        List<Write> emptied =
                shrunk(rollout, rollout.old().stream().map(set -> 0).toList());
        boolean isWaiting = rollout.old().stream()
                .flatMap(set ->
                        snapshot.where(PodStates.BY_CONTROLLER, set.metadata().uid()).stream())
                .anyMatch(pod -> !pod.isTerminal());
        return !emptied.isEmpty() || isWaiting ? emptied : grown(rollout, rollout.wanted());
    }

    /** Makes the set of the current template, or brings it to its size and its notes up to date. */
    private static List<Write> grown(Rollout rollout, int replicas) {
        ReplicaSet fresh = rollout.fresh();
        if (fresh == null) {
            return List.of(Write.create(newSet(rollout, replicas)));
        }
        Map<String, String> notes = SetNotes.sized(
                SetNotes.current(fresh.metadata().annotations(), rollout.deployment(), revision(rollout)), rollout);
        return changed(fresh, replicas, notes).stream().toList();
    }

    private static List<Write> shrunk(Rollout rollout, List<Integer> replicas) {
        var writes = new ArrayList<Write>();
        for (int i = 0; i < replicas.size(); i++) {
            ReplicaSet set = rollout.old().get(i);
            if (replicas.get(i) != Rollout.spec(set)) {
                Map<String, String> notes = SetNotes.sized(set.metadata().annotations(), rollout);
                changed(set, replicas.get(i), notes).ifPresent(writes::add);
            }
        }
        return writes;
    }

    private static List<Write> resized(Rollout rollout, Map<ReplicaSet, Integer> sizes) {
        var writes = new ArrayList<Write>();
        sizes.forEach(
                (set, size) -> changed(set, size, SetNotes.sized(set.metadata().annotations(), rollout))
                        .ifPresent(writes::add));
        return writes;
    }

    private static Optional<Write> changed(ReplicaSet set, int replicas, Map<String, String> notes) {
        if (replicas == Rollout.spec(set) && notes.equals(set.metadata().annotations())) {
            return Optional.empty();
        }
        return Optional.of(Write.update(new ReplicaSet(
                set.metadata().withAnnotations(notes),
                new ReplicaSet.Spec(
                        replicas,
                        set.spec().selector(),
                        set.spec().template(),
                        set.spec().minReadySeconds()),
                set.status(),
                set.rest())));
    }

    private static ReplicaSet newSet(Rollout rollout, int replicas) {
        Deployment deployment = rollout.deployment();
        String hash = hash(deployment);
        PodTemplateSpec template = deployment.spec().template();
        ObjectMeta labelled = template.metadata()
                .withLabels(TemplateHash.with(template.metadata().labels(), hash));
        LabelSelector selector = deployment.spec().selector();
        LabelSelector narrowed = new LabelSelector(
                TemplateHash.with(selector == null ? Map.of() : selector.matchLabels(), hash),
                selector == null ? List.of() : selector.matchExpressions());
        ObjectMeta metadata = ObjectMeta.named(deployment.metadata().namespace(), setName(deployment))
                .withLabels(labelled.labels())
                .withAnnotations(SetNotes.sized(SetNotes.current(Map.of(), deployment, revision(rollout)), rollout))
                .withOwnerReferences(Templates.managedBy(deployment));
        return new ReplicaSet(
                metadata,
                new ReplicaSet.Spec(
                        replicas,
                        narrowed,
                        new PodTemplateSpec(labelled, template.volumes(), template.spec()),
                        deployment.spec().minReadySeconds()),
                new ReplicaSet.Status(null),
                templateRest(deployment));
    }

    /** What no record models of the template; the rest of the deployment is its own affair. */
    private static Tree.Mapping templateRest(Deployment deployment) {
        Tree.Mapping template = Templates.rest(deployment);
        return template.isEmpty()
                ? Tree.Mapping.EMPTY
                : new Tree.Mapping(Map.of("spec", new Tree.Mapping(Map.of("template", template), 0)), 0);
    }

    private static String setName(Deployment deployment) {
        return deployment.name() + '-' + hash(deployment);
    }

    private static String hash(Deployment deployment) {
        return TemplateHash.of(deployment, Numbers.orZero(deployment.status().collisionCount()));
    }

    /** One more than any template before. */
    private static long revision(Rollout rollout) {
        return 1 + rollout.old().stream().mapToLong(SetNotes::revision).max().orElse(0);
    }

    /** The deployment bears the number of its current set. */
    private static List<Write> numbered(Rollout rollout) {
        ReplicaSet fresh = rollout.fresh();
        Deployment deployment = rollout.deployment();
        if (fresh == null || SetNotes.revision(fresh) <= SetNotes.revision(deployment)) {
            return List.of();
        }
        var annotations = Map.<String, Tree>of(SetNotes.REVISION, Tree.text(Long.toString(SetNotes.revision(fresh))));
        var metadata = Map.<String, Tree>of("annotations", new Tree.Mapping(annotations, 0));
        return List.of(new Write.Patch(
                Kinds.of(Deployment.class),
                ObjectKey.of(deployment),
                new Tree.Mapping(Map.of("metadata", new Tree.Mapping(metadata, 0)), 0),
                false,
                Write.Preconditions.sameObject(deployment)));
    }

    /** Old empty sets beyond the history's limit, the oldest versions first. */
    private static List<Write> forgotten(Rollout rollout) {
        int limit = Numbers.or(rollout.deployment().spec().revisionHistoryLimit(), STANDARD_HISTORY);
        List<ReplicaSet> idle = rollout.old().stream()
                .filter(set -> Rollout.spec(set) == 0
                        && Numbers.orZero(set.status().replicas()) == 0
                        && Rollout.isObserved(set)
                        && !set.metadata().isTerminating())
                .sorted(Comparator.comparingLong(SetNotes::revision))
                .toList();
        return idle.stream()
                .limit(Math.max(0, idle.size() - limit))
                .map(Write::delete)
                .toList();
    }
}
