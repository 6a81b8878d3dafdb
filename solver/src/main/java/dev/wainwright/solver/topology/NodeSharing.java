package dev.wainwright.solver.topology;

import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.topology.Membership.Binding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the host-name rules say about which classes may share a new node, and how many of each: they hold for every new
 * node alike, because a new node starts empty. Affinities are not among them: {@link Membership#isTiedToNode}.
 *
 * @param perNode how many pods of a class one node may have
 * @param conflicts per class the classes it may not share a node with, as a bit set; symmetric
 * @param groups caps that several classes share
 */
public record NodeSharing(int[] perNode, long[][] conflicts, List<Group> groups) {
    /** No more than {@code most} pods of the member classes together. */
    public record Group(long[] members, int most) {}

    public static NodeSharing of(List<Membership> classes) {
        int size = classes.size();
        int[] perNode = new int[size];
        Arrays.fill(perNode, Integer.MAX_VALUE);
        long[][] conflicts = new long[size][];
        Map<TopologyGroup, long[]> spreads = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            conflicts[i] = Bits.none(size);
        }
        for (int i = 0; i < size; i++) {
            for (Binding binding : classes.get(i).hostBindings) {
                TopologyGroup group = binding.group();
                switch (group.identity.kind()) {
                    case SPREAD -> {
                        if (binding.self()) {
                            Bits.set(spreads.computeIfAbsent(group, g -> Bits.none(size)), i);
                        }
                    }
                    case AFFINITY -> {}
                    case ANTI_AFFINITY, INVERSE -> {
                        for (int j = 0; j < size; j++) {
                            if (isCounted(classes.get(j), group)) {
                                keepApart(i, j, conflicts, perNode);
                            }
                        }
                    }
                }
            }
        }
        return new NodeSharing(perNode, conflicts, groups(spreads, perNode));
    }

    private static boolean isCounted(Membership member, TopologyGroup group) {
        TopologyGroup[] counting =
                group.identity.kind() == TopologyGroup.Kind.INVERSE ? member.keepsAway : member.countedBy;
        return Arrays.asList(counting).contains(group);
    }

    private static void keepApart(int i, int j, long[][] conflicts, int[] perNode) {
        if (i == j) {
            perNode[i] = 1;
        } else {
            Bits.set(conflicts[i], j);
            Bits.set(conflicts[j], i);
        }
    }

    private static List<Group> groups(Map<TopologyGroup, long[]> spreads, int[] perNode) {
        var groups = new ArrayList<Group>();
        spreads.forEach((group, members) -> {
            int most = group.identity.maxSkew();
            if (Bits.count(members) == 1) {
                int only = Bits.next(members, 0);
                perNode[only] = Math.min(perNode[only], most);
            } else {
                groups.add(new Group(members, most));
            }
        });
        return List.copyOf(groups);
    }
}
