package dev.wainwright.cluster.scheduler;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.placement.NodeTerms.Preference;
import dev.wainwright.api.placement.VolumeTerms;
import dev.wainwright.model.placement.HostPort;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.model.taint.Taint;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What one class of pods makes of every node, as far as the node alone decides: whether it could go there and how well that
 * would suit it. What other pods have to say is in {@link Neighbours}.
 */
final class Evaluation {
    static final Taint CORDON = new Taint("node.kubernetes.io/unschedulable", "", Effect.NO_SCHEDULE);

    /** Verdicts: a reason's code, and above it one bit per resource that is short; or no node at all. */
    static final long NOT_THERE = -1;

    private static final int MASK_SHIFT = 8;
    private static final int MOST_NAMED = 54;
    private static final Requirements NOTHING = Requirements.NONE;

    private final Board board;
    private final PodClass pods;
    private final Pod example;
    final Neighbours neighbours;
    private VolumeTerms.Answer volumes = VolumeTerms.Answer.NOTHING;
    private byte[] fixed = new byte[0];
    private long[] verdicts = new long[0];
    private int[] suits = new int[0];
    private int[] softTaints = new int[0];
    private int[] preference = new int[0];
    private int[] image = new int[0];
    private long epoch = -1;
    private long storageVersion;
    private int logAt;

    Evaluation(Board board, PodClass pods, Pod example) {
        this.board = board;
        this.pods = pods;
        this.example = example;
        this.neighbours = new Neighbours(board, pods);
    }

    /** Takes in what has changed since the last time. */
    void refresh() {
        boolean stored = pods.key.claims().isEmpty() || storageVersion == board.storage.version();
        if (epoch != board.epoch() || !stored || board.logSize() - logAt > 2 * board.slotCount() + 16) {
            reserve();
            volumes = pods.key.claims().isEmpty() ? VolumeTerms.Answer.NOTHING : board.volumeTerms.of(example);
            for (int slot = 0; slot < board.slotCount(); slot++) {
                look(slot, true);
            }
        } else {
            reserve();
            for (int at = logAt; at < board.logSize(); at++) {
                look(board.logSlot(at), board.logsNode(at));
            }
        }
        epoch = board.epoch();
        storageVersion = board.storage.version();
        logAt = board.logSize();
        neighbours.findNew(this::takesPart);
    }

    void release() {
        neighbours.release();
    }

    VolumeTerms.Answer volumes() {
        return volumes;
    }

    /** Whether the node alone could take the pod. */
    boolean fits(int slot) {
        return verdicts[slot] == 0;
    }

    /** Whether the node could take the pod if no other were on it, as far as the node alone decides. */
    boolean couldFit(int slot) {
        return fixed[slot] == Reason.NONE.code();
    }

    long verdict(int slot) {
        return verdicts[slot];
    }

    static Reason reason(long verdict) {
        return Reason.at((int) (verdict & 0xff));
    }

    /** The numbers of the resources that are short, as bits. */
    static long shortResources(long verdict) {
        return verdict >>> MASK_SHIFT;
    }

    /** How well the node suits by what is free on it and which images it has; the higher the better. */
    int suits(int slot) {
        return suits[slot] + image[slot];
    }

    int softTaints(int slot) {
        return softTaints[slot];
    }

    int preference(int slot) {
        return preference[slot];
    }

    private void reserve() {
        if (verdicts.length < board.slotCount()) {
            int size = Math.max(16, board.slotCount() * 3 / 2);
            fixed = Arrays.copyOf(fixed, size);
            verdicts = Arrays.copyOf(verdicts, size);
            suits = Arrays.copyOf(suits, size);
            softTaints = Arrays.copyOf(softTaints, size);
            preference = Arrays.copyOf(preference, size);
            image = Arrays.copyOf(image, size);
        }
    }

    private void look(int number, boolean atTheNode) {
        Slot slot = board.slot(number);
        if (slot == null || !slot.isThere()) {
            verdicts[number] = NOT_THERE;
            neighbours.gone(number);
            return;
        }
        if (atTheNode) {
            lookAtNode(slot);
        } else {
            neighbours.recount(number);
        }
        Reason always = Reason.at(fixed[number]);
        if (always != Reason.NONE && always != Reason.VOLUME_PLACE) {
            verdicts[number] = always.code();
            return;
        }
        long now = verdictByUse(slot);
        verdicts[number] = now == 0 ? always.code() : now;
        if (verdicts[number] == 0) {
            suits[number] = Suits.byUse(slot, pods.ask);
        }
    }

    private void lookAtNode(Slot slot) {
        int number = slot.number;
        boolean named = pods.ask.onlyNodes().isEmpty() || pods.ask.onlyNodes().contains(slot.name);
        boolean meets = named && meetsOne(pods.ask.required(), slot.seen);
        boolean tolerated = isTolerated(slot);
        fixed[number] = (byte) fixedReason(slot, meets, tolerated).code();
        neighbours.set(slot, meets, tolerated);
        if (fixed[number] == 0) {
            softTaints[number] = untoleratedSoftTaints(slot);
            int weight = 0;
            for (Preference each : pods.ask.preferred()) {
                weight += slot.seen.satisfies(each.requirements(), key -> false) ? each.weight() : 0;
            }
            preference[number] = weight;
            image[number] = Suits.byImages(slot, pods.images, board);
        }
    }

    private Reason fixedReason(Slot slot, boolean meets, boolean tolerated) {
        if (isCordoned(slot)) {
            return Reason.UNSCHEDULABLE;
        }
        if (!tolerated) {
            return Reason.TAINT;
        }
        if (!meets) {
            return Reason.NODE_AFFINITY;
        }
        return volumes.alternatives().isEmpty() || meetsOne(volumes.alternatives(), slot.seen)
                ? Reason.NONE
                : Reason.VOLUME_PLACE;
    }

    /** As {@link Neighbours} is told of every node when a question about neighbours is new. */
    private boolean[] takesPart(Slot slot) {
        boolean named = pods.ask.onlyNodes().isEmpty() || pods.ask.onlyNodes().contains(slot.name);
        return new boolean[] {named && meetsOne(pods.ask.required(), slot.seen), isTolerated(slot)};
    }

    private static boolean meetsOne(List<Requirements> alternatives, Requirements node) {
        for (Requirements term : alternatives) {
            if (Objects.equals(term, NOTHING) || node.satisfies(term, key -> false)) {
                return true;
            }
        }
        return false;
    }

    private boolean isCordoned(Slot slot) {
        return Boolean.TRUE.equals(slot.node().spec().unschedulable())
                && !CORDON.toleratedBy(pods.ask.spec().tolerations());
    }

    private boolean isTolerated(Slot slot) {
        for (Taint taint : slot.node().spec().taints()) {
            if (taint.effect() != Effect.PREFER_NO_SCHEDULE
                    && !taint.toleratedBy(pods.ask.spec().tolerations())) {
                return false;
            }
        }
        return true;
    }

    private int untoleratedSoftTaints(Slot slot) {
        int count = 0;
        for (Taint taint : slot.node().spec().taints()) {
            count += taint.effect() == Effect.PREFER_NO_SCHEDULE && !taint.toleratedBy(pods.ask.softTolerations())
                    ? 1
                    : 0;
        }
        return count;
    }

    private long verdictByUse(Slot slot) {
        for (HostPort wanted : pods.ask.ports()) {
            for (HostPort taken : slot.ports) {
                if (wanted.conflictsWith(taken)) {
                    return Reason.PORTS.code();
                }
            }
        }
        long missing = 0;
        boolean never = false;
        long[] requests = pods.ask.requests();
        for (int i = 0; i < requests.length; i++) {
            if (requests[i] > 0 && requests[i] > slot.free(i)) {
                missing |= 1L << Math.min(i, MOST_NAMED);
                never |= requests[i] > slot.allocatable(i);
            }
        }
        if (missing != 0) {
            return missing << MASK_SHIFT | (never ? Reason.TOO_SMALL : Reason.RESOURCES).code();
        }
        return slot.overfilledBy(volumes.uses()) ? Reason.VOLUME_COUNT.code() : 0;
    }

    /** How many more pods of the class the node's free resources would hold. */
    long roomOn(Slot slot) {
        long room = Long.MAX_VALUE;
        long[] requests = pods.ask.requests();
        for (int i = 0; i < requests.length; i++) {
            if (requests[i] > 0) {
                room = Math.min(room, Math.max(0, slot.free(i)) / requests[i]);
            }
        }
        return room;
    }
}
