package dev.wainwright.solver.costoptimal;

import dev.wainwright.model.placement.HostPort;
import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.packing.Packing.Item;
import dev.wainwright.solver.problem.NodeCap;
import dev.wainwright.solver.topology.Membership;
import dev.wainwright.solver.topology.NodeSharing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Pods as items: loads cut down to the resources that somebody asks for, and what host-name rules and ports say about
 * sharing a node, as caps, conflicts and, for caps that several items share, further resources of which every node has
 * the same.
 */
final class ItemTable {
    /** Pods that are alike in all that matters. */
    record Entry(int count, long[] load, Membership membership, Wish wish, NodeCap cap) {
        Entry plus(Entry more) {
            return new Entry(count + more.count, load, membership, wish, cap);
        }
    }

    final List<Entry> entries;
    final List<Item> items = new ArrayList<>();
    /** The resources that count, by their numbers in the problem. */
    private final int[] resources;
    /** Caps that several items share. */
    private final List<NodeSharing.Group> groups = new ArrayList<>();

    ItemTable(List<Entry> entries) {
        this.entries = List.copyOf(entries);
        resources = asked();
        var sharing = NodeSharing.of(entries.stream().map(Entry::membership).toList());
        groups.addAll(sharing.groups());
        addWorkloads();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            long[] conflicts = sharing.conflicts()[i];
            int perNode = Math.min(entry.cap.most(), sharing.perNode()[i]);
            if (addPortConflicts(i, conflicts)) {
                perNode = 1;
            }
            items.add(new Item(entry.count, load(i), perNode, conflicts));
        }
    }

    /** What a node with so much left, by the problem's resource numbers, has for items. */
    long[] room(long[] available) {
        long[] room = new long[resources.length + groups.size()];
        for (int i = 0; i < resources.length; i++) {
            room[i] = resources[i] < available.length ? Math.max(0, available[resources[i]]) : 0;
        }
        for (int g = 0; g < groups.size(); g++) {
            room[resources.length + g] = groups.get(g).most();
        }
        return room;
    }

    /** A load, by the problem's resource numbers, that takes all of a room. */
    long[] load(long[] room) {
        long[] load = new long[entries.isEmpty() ? 0 : entries.getFirst().load.length];
        for (int i = 0; i < resources.length; i++) {
            load[resources[i]] = room[i];
        }
        return load;
    }

    private long[] load(int item) {
        long[] load = new long[resources.length + groups.size()];
        for (int i = 0; i < resources.length; i++) {
            load[i] = entries.get(item).load[resources[i]];
        }
        for (int g = 0; g < groups.size(); g++) {
            load[resources.length + g] = Bits.has(groups.get(g).members(), item) ? 1 : 0;
        }
        return load;
    }

    /** A workload whose pods are several items: their cap holds for all of them together. */
    private void addWorkloads() {
        var workloads = new LinkedHashMap<NodeCap, long[]>();
        for (int i = 0; i < entries.size(); i++) {
            if (!entries.get(i).cap.equals(NodeCap.NONE)) {
                Bits.set(workloads.computeIfAbsent(entries.get(i).cap, cap -> Bits.none(entries.size())), i);
            }
        }
        workloads.forEach((cap, members) -> {
            if (Bits.count(members) > 1) {
                groups.add(new NodeSharing.Group(members, cap.most()));
            }
        });
    }

    private int[] asked() {
        var asked = new ArrayList<Integer>();
        int all = entries.isEmpty() ? 0 : entries.getFirst().load.length;
        for (int resource = 0; resource < all; resource++) {
            int number = resource;
            if (entries.stream().anyMatch(entry -> entry.load[number] > 0)) {
                asked.add(number);
            }
        }
        return asked.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Adds the items whose ports clash with this one's; true when two of its own pods clash. */
    private boolean addPortConflicts(int item, long[] conflicts) {
        List<HostPort> mine = entries.get(item).wish.hostPorts();
        if (mine.isEmpty()) {
            return false;
        }
        for (int other = 0; other < entries.size(); other++) {
            List<HostPort> theirs = entries.get(other).wish.hostPorts();
            if (other != item && mine.stream().anyMatch(port -> theirs.stream().anyMatch(port::conflictsWith))) {
                Bits.set(conflicts, other);
            }
        }
        return true;
    }
}
