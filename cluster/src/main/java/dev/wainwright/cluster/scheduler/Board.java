package dev.wainwright.cluster.scheduler;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.placement.VolumeTerms;
import dev.wainwright.api.storage.CsiNode;
import dev.wainwright.cluster.scheduler.Placed.Standing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as the scheduler plays on it: nodes, the pods on them, and how many pods of every sort that somebody asks
 * about are where. Kept from changes, never rebuilt.
 *
 * <p>Every change of a node is noted in a log. Whoever has worked something out about all nodes (an {@link Evaluation})
 * remembers how far it has read, and looks again only at the nodes noted since.
 */
final class Board {
    private static final int LONGEST_LOG = 1 << 20;

    final ResourceNames names = new ResourceNames();
    final StorageView storage = new StorageView();
    final VolumeTerms volumeTerms = new VolumeTerms(storage);
    private final List<@Nullable Slot> slots = new ArrayList<>();
    private final Map<String, Slot> byName = new HashMap<>();
    private final ArrayDeque<Integer> unused = new ArrayDeque<>();
    private final Map<String, Placed> placed = new HashMap<>();
    private final Map<String, Set<String>> podsByClaim = new HashMap<>();
    private final Map<String, CsiNode> csiNodes = new HashMap<>();
    private final Map<String, Integer> imageHolders = new HashMap<>();
    private final List<PodClass> idle = new ArrayList<>();
    private final List<@Nullable Tally> tallies = new ArrayList<>();
    private final Map<Tally.Sort, Tally> bySort = new HashMap<>();
    private int nodeCount;
    private int[] log = new int[1024];
    private int logSize;
    private long epoch;
    private long version;

    /** Grows with every change of anything that decides about places. */
    long version() {
        return version + storage.version();
    }

    /** After a trial that has been undone to the last pod, everything is as it was at that version. */
    void undoneTo(long versionBefore) {
        version = versionBefore - storage.version();
    }

    long epoch() {
        return epoch;
    }

    int logSize() {
        return logSize;
    }

    int logSlot(int at) {
        return log[at] >> 1;
    }

    /** Whether the node itself has changed, not only its pods. */
    boolean logsNode(int at) {
        return (log[at] & 1) != 0;
    }

    /** Slot numbers are below this; some may be empty. */
    int slotCount() {
        return slots.size();
    }

    int nodeCount() {
        return nodeCount;
    }

    @Nullable
    Slot slot(int number) {
        return slots.get(number);
    }

    @Nullable
    Slot slot(String node) {
        return byName.get(node);
    }

    /** How many nodes have the image. */
    int holders(String image) {
        return imageHolders.getOrDefault(image, 0);
    }

    @Nullable
    Placed placed(String pod) {
        return placed.get(pod);
    }

    void node(String name, @Nullable Node node) {
        Slot slot = reserved(name);
        nodeCount += (node == null ? 0 : 1) - (slot.isThere() ? 1 : 0);
        slot.images.keySet().forEach(image -> imageHolders.merge(image, -1, Integer::sum));
        slot.is(node, names);
        slot.images.keySet().forEach(image -> imageHolders.merge(image, 1, Integer::sum));
        note(slot, true);
        releaseIfUnused(slot);
    }

    void csiNode(String name, @Nullable CsiNode csi) {
        if (csi == null) {
            csiNodes.remove(name);
        } else {
            csiNodes.put(name, csi);
        }
        Slot slot = byName.get(name);
        if (slot != null) {
            slot.limits(csi);
            note(slot, false);
        }
    }

    /** Puts a pod on a node, wherever it was before. */
    void place(Pod pod, PodClass podClass, String node, Standing standing) {
        String name = pod.qualifiedName();
        Placed before = placed.get(name);
        String id = before == null ? name : before.id();
        var now = new Placed(
                id,
                pod,
                podClass,
                node,
                standing,
                pod.isTerminating(),
                podClass.key.claims().isEmpty()
                        ? List.of()
                        : volumeTerms.of(pod).uses());
        if (before != null && isSameForOthers(before, now)) {
            placed.put(id, now);
            reserved(node).pods.put(id, now);
            return;
        }
        remove(id);
        put(now);
    }

    private void put(Placed pod) {
        Slot slot = reserved(pod.node());
        placed.put(pod.id(), pod);
        pod.podClass().use();
        slot.add(pod);
        count(pod, slot, 1);
        for (String claim : pod.podClass().key.claims()) {
            podsByClaim.computeIfAbsent(claim, any -> new LinkedHashSet<>()).add(pod.id());
        }
        note(slot, false);
    }

    /** Classes that have lost their last pod since this was asked last; some may have got another. */
    List<PodClass> takeIdle() {
        var taken = List.copyOf(idle);
        idle.clear();
        return taken;
    }

    /** Undoes a removal. */
    void putBack(Placed pod) {
        put(pod);
    }

    @Nullable
    Placed remove(String id) {
        Placed pod = placed.remove(id);
        if (pod != null) {
            Slot slot = reserved(pod.node());
            slot.remove(pod);
            count(pod, slot, -1);
            for (String claim : pod.podClass().key.claims()) {
                Set<String> users = podsByClaim.get(claim);
                if (users != null && users.remove(id) && users.isEmpty()) {
                    podsByClaim.remove(claim);
                }
            }
            if (pod.podClass().release()) {
                idle.add(pod.podClass());
            }
            note(slot, false);
            releaseIfUnused(slot);
        }
        return pod;
    }

    private static boolean isSameForOthers(Placed before, Placed now) {
        return before.podClass() == now.podClass()
                && before.node().equals(now.node())
                && before.terminating() == now.terminating()
                && before.volumes().equals(now.volumes());
    }

    /** The pods on nodes that use a claim. */
    List<String> users(String claim) {
        return List.copyOf(podsByClaim.getOrDefault(claim, Set.of()));
    }

    /** A claim is no longer what it was: its users may take something else of their nodes. */
    void claimChanged(String claim) {
        for (String id : users(claim)) {
            Placed pod = placed.get(id);
            if (pod != null) {
                place(pod.pod(), pod.podClass(), pod.node(), pod.standing());
            }
        }
    }

    /** The tally of a sort, counted up from what is placed if nobody has asked for it before. */
    Tally tally(Tally.Sort sort) {
        Tally known = bySort.get(sort);
        if (known == null) {
            known = new Tally(sort);
            bySort.put(sort, known);
            for (Placed pod : placed.values()) {
                if (sort.counts(pod.podClass()) && (sort.countsTerminating() || !pod.terminating())) {
                    known.add(reserved(pod.node()).number, 1);
                }
            }
            tallies.add(known);
        }
        known.use();
        return known;
    }

    /** Says that somebody who asked for a tally needs it no more. */
    void release(Tally.Sort sort) {
        Tally tally = bySort.get(sort);
        if (tally != null && tally.release()) {
            bySort.remove(tally.sort);
            tallies.set(tallies.indexOf(tally), null);
        }
    }

    List<@Nullable Tally> tallies() {
        return tallies;
    }

    private void count(Placed pod, Slot slot, int change) {
        for (Tally tally : pod.podClass().countedIn(tallies)) {
            if (!pod.terminating() || tally.sort.countsTerminating()) {
                tally.add(slot.number, change);
            }
        }
    }

    private Slot reserved(String name) {
        Slot known = byName.get(name);
        if (known == null) {
            Integer free = unused.poll();
            known = new Slot(free == null ? slots.size() : free, name);
            if (free == null) {
                slots.add(known);
            } else {
                slots.set(free, known);
            }
            byName.put(name, known);
            known.limits(csiNodes.get(name));
        }
        return known;
    }

    private void releaseIfUnused(Slot slot) {
        if (slot.isUnused()) {
            byName.remove(slot.name);
            slots.set(slot.number, null);
            unused.add(slot.number);
        }
    }

    private void note(Slot slot, boolean node) {
        version++;
        if (logSize == LONGEST_LOG) {
            epoch++;
            logSize = 0;
        }
        if (logSize == log.length) {
            log = Arrays.copyOf(log, logSize * 2);
        }
        log[logSize++] = slot.number << 1 | (node ? 1 : 0);
    }
}
