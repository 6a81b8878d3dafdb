package dev.wainwright.cluster.scheduler;

import dev.wainwright.model.placement.TopologyTerm;
import java.util.Arrays;
import java.util.List;

/** How many pods of some sort are on each node, kept up with every pod that comes or goes. */
final class Tally {
    final Sort sort;
    private int[] perSlot = new int[0];
    private long sum;
    private int users;

    Tally(Sort sort) {
        this.sort = sort;
    }

    /** Which pods are counted. Equal sorts share their tally. */
    sealed interface Sort {
        boolean counts(PodClass pods);

        boolean countsTerminating();
    }

    /** Pods that every one of the terms selects; what keys the terms are about does not matter here. */
    record Selected(List<TopologyTerm> terms, boolean countsTerminating) implements Sort {
        @Override
        public boolean counts(PodClass pods) {
            for (TopologyTerm term : terms) {
                if (!term.selects(pods.namespace, pods.labels)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Pods that make the demand themselves. */
    record Demanding(TopologyTerm term) implements Sort {
        @Override
        public boolean counts(PodClass pods) {
            return pods.affinities.contains(term);
        }

        @Override
        public boolean countsTerminating() {
            return true;
        }
    }

    void add(int slot, int change) {
        if (slot >= perSlot.length) {
            perSlot = Arrays.copyOf(perSlot, Math.max(16, slot * 2 + 1));
        }
        perSlot[slot] += change;
        sum += change;
    }

    int on(int slot) {
        return slot < perSlot.length ? perSlot[slot] : 0;
    }

    long sum() {
        return sum;
    }

    void use() {
        users++;
    }

    /** Whether nobody needs the tally any more. */
    boolean release() {
        return --users == 0;
    }

    boolean isDead() {
        return users <= 0;
    }
}
