package dev.wainwright.cluster.scheduler;

import dev.wainwright.model.placement.TopologyTerm;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tally added up by the values of a node label, over the nodes that take part. */
final class Domains {
    private static final int NOWHERE = -1;

    final TopologyTerm term;
    final Tally tally;
    private final Map<String, Integer> numbers = new HashMap<>();
    private int[] domainOf = new int[0];
    private boolean[] takesPart = new boolean[0];
    private int[] counted = new int[0];
    private int[] counts = new int[0];
    private int[] members = new int[0];

    Domains(TopologyTerm term, Tally tally) {
        this.term = term;
        this.tally = tally;
    }

    /** The node is there, has that value, or none, and is counted or not. */
    void set(int slot, @Nullable String value, boolean counts) {
        reserve(slot);
        move(slot, -1);
        domainOf[slot] = value == null ? NOWHERE : number(value);
        takesPart[slot] = counts && value != null;
        counted[slot] = tally.on(slot);
        move(slot, 1);
    }

    /** Pods have come to the node or left it. */
    void recount(int slot) {
        if (slot < counted.length && takesPart[slot]) {
            int now = tally.on(slot);
            counts[domainOf[slot]] += now - counted[slot];
            counted[slot] = now;
        }
    }

    /** The number of the node's domain; negative when it has no value. */
    int of(int slot) {
        return slot < domainOf.length ? domainOf[slot] : NOWHERE;
    }

    int count(int domain) {
        return counts[domain];
    }

    int size() {
        return numbers.size();
    }

    /** Of the domains that some node is in, the lowest count; 0 when there are fewer than {@code least}. */
    int lowest(int least) {
        int lowest = Integer.MAX_VALUE;
        int present = 0;
        for (int i = 0; i < numbers.size(); i++) {
            if (members[i] > 0) {
                present++;
                lowest = Math.min(lowest, counts[i]);
            }
        }
        return present < least || present == 0 ? 0 : lowest;
    }

    private void move(int slot, int sign) {
        if (takesPart[slot]) {
            counts[domainOf[slot]] += sign * counted[slot];
            members[domainOf[slot]] += sign;
        }
    }

    private int number(String value) {
        Integer known = numbers.get(value);
        if (known == null) {
            known = numbers.size();
            numbers.put(value, known);
            if (known >= counts.length) {
                counts = Arrays.copyOf(counts, known * 2 + 4);
                members = Arrays.copyOf(members, known * 2 + 4);
            }
        }
        return known;
    }

    private void reserve(int slot) {
        if (slot >= domainOf.length) {
            int size = Math.max(16, slot * 2);
            int before = domainOf.length;
            domainOf = Arrays.copyOf(domainOf, size);
            Arrays.fill(domainOf, before, size, NOWHERE);
            takesPart = Arrays.copyOf(takesPart, size);
            counted = Arrays.copyOf(counted, size);
        }
    }
}
