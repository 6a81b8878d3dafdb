package dev.wainwright.solver.catalogue;

import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives each distinct set of requirements a number and remembers every combination, so that asking "may this pod join that
 * node?" again is one look-up. The number of distinct sets is small: pools × what pods ask × topology domains.
 *
 * <p>Belongs to one decision; not safe for use by several threads.
 */
public final class RequirementTable {
    /** What {@link #and} answers when nothing satisfies both. */
    public static final int CONFLICT = -1;

    /** The number of the empty set. */
    public static final int NONE = 0;

    private final List<Requirements> sets = new ArrayList<>();
    private final Map<Requirements, Integer> numbers = new HashMap<>();
    private final LongIntMap conjunctions = new LongIntMap();
    private final LongIntMap strictAnswers = new LongIntMap();
    private final LongIntMap narrowings = new LongIntMap();
    private final IdentityHashMap<TypeTable, List<long[]>> types = new IdentityHashMap<>();
    private final Domains[] keys;
    private final List<long[][]> domains = new ArrayList<>();

    public RequirementTable(Domains[] keys) {
        this.keys = keys;
        int none = number(Requirements.NONE);
        if (none != NONE) {
            throw new IllegalStateException("the empty set must come first, got number " + none);
        }
    }

    public int number(Requirements set) {
        Integer known = numbers.putIfAbsent(set, sets.size());
        if (known != null) {
            return known;
        }
        sets.add(set);
        domains.add(new long[keys.length][]);
        return sets.size() - 1;
    }

    public Requirements set(int number) {
        return sets.get(number);
    }

    /** The name of a topology key by its number. */
    public String key(int number) {
        return keys[number].key();
    }

    /** To be in one domain of a topology key. */
    public Requirements domain(int key, int domain) {
        return Requirements.of(Requirement.in(keys[key].key(), keys[key].value(domain)));
    }

    /**
     * A node's set after a pod's demand joined it, or {@link #CONFLICT}. Keys that the node does not define are an obstacle
     * unless they are well known.
     */
    public int and(int node, int demand) {
        if (demand == NONE) {
            return node;
        }
        long pair = pair(node, demand);
        int known = conjunctions.get(pair);
        if (known == LongIntMap.ABSENT) {
            Requirements mine = sets.get(node);
            Requirements wanted = sets.get(demand);
            known = mine.satisfies(wanted, Labels::isWellKnown) ? number(mine.and(wanted)) : CONFLICT;
            conjunctions.put(pair, known);
        }
        return known;
    }

    /** Whether a node with exactly these labels satisfies the demand; what the node does not define is undefined. */
    public boolean satisfies(int node, int demand) {
        if (demand == NONE) {
            return true;
        }
        long pair = pair(node, demand);
        int known = strictAnswers.get(pair);
        if (known == LongIntMap.ABSENT) {
            known = sets.get(node).satisfies(sets.get(demand), key -> false) ? 1 : 0;
            strictAnswers.put(pair, known);
        }
        return known == 1;
    }

    /** Whether a node to be launched may turn out to satisfy the demand. */
    public boolean maySatisfy(int node, int demand) {
        return and(node, demand) != CONFLICT;
    }

    /** The set with one topology key held to one domain, which the set must allow. */
    public int pinned(int set, int key, int domain) {
        long pair = ((long) set << 32) | ((long) key << 24) | domain;
        int known = narrowings.get(pair);
        if (known == LongIntMap.ABSENT) {
            Domains values = keys[key];
            known = number(sets.get(set).and(Requirement.in(values.key(), values.value(domain))));
            narrowings.put(pair, known);
        }
        return known;
    }

    /** The set with one topology key held to some domains, at least one of which the set allows. */
    public int restricted(int set, int key, long[] allowed) {
        Domains values = keys[key];
        var names = new ArrayList<String>();
        for (int domain = Bits.next(allowed, 0); domain >= 0; domain = Bits.next(allowed, domain + 1)) {
            names.add(values.value(domain));
        }
        return number(sets.get(set).and(Requirement.in(values.key(), names.toArray(String[]::new))));
    }

    /**
     * The domains of a topology key that the set leaves open; not to be changed. A key that is neither mentioned nor well
     * known has none: no new machine will carry that label.
     */
    public long[] domains(int set, int key) {
        long[][] known = domains.get(set);
        if (known[key] == null) {
            known[key] = openDomains(sets.get(set), keys[key]);
        }
        return known[key];
    }

    /** The types of a table that agree with the set and are sold in a way that agrees with it; not to be changed. */
    public long[] types(int set, TypeTable table) {
        List<long[]> known = types.computeIfAbsent(table, t -> new ArrayList<>());
        while (known.size() <= set) {
            known.add(UNKNOWN);
        }
        if (known.get(set).length == 0) {
            long[] left = table.matching(sets.get(set));
            Bits.and(left, table.sold(sets.get(set)));
            known.set(set, left);
        }
        return known.get(set);
    }

    private static final long[] UNKNOWN = new long[0];

    private static long[] openDomains(Requirements set, Domains values) {
        long[] open = Bits.none(values.size());
        if (!set.has(values.key())) {
            return Labels.isWellKnown(values.key()) ? Bits.all(values.size()) : open;
        }
        Requirement requirement = set.get(values.key());
        for (int domain = 0; domain < values.size(); domain++) {
            if (requirement.allows(values.value(domain))) {
                Bits.set(open, domain);
            }
        }
        return open;
    }

    private static long pair(int a, int b) {
        return ((long) a << 32) | b;
    }
}
