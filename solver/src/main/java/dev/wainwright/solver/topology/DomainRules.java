package dev.wainwright.solver.topology;

import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.catalogue.Domains;
import dev.wainwright.solver.catalogue.RequirementTable;
import dev.wainwright.solver.topology.Membership.Binding;
import dev.wainwright.solver.topology.Topology.Candidate;
import dev.wainwright.solver.topology.TopologyGroup.Kind;
import java.util.ArrayList;
import java.util.List;

/** The rules over zones, capacity types and other labels: which domains are open to a class, and which one it takes. */
final class DomainRules {
    private final RequirementTable requirements;
    private final Domains[] keys;

    DomainRules(RequirementTable requirements, Domains[] keys) {
        this.requirements = requirements;
        this.keys = keys;
    }

    /** Works out which domains the bindings leave open now; false when some key has none left. */
    boolean prepare(Membership member) {
        for (Binding binding : member.keyBindings) {
            member.open[binding.group().identity.key()] = Bits.none(0);
        }
        for (Binding binding : member.keyBindings) {
            int key = binding.group().identity.key();
            long[] open = openDomains(binding, member.podDomains[key]);
            if (member.open[key].length > 0) {
                Bits.and(open, member.open[key]);
            }
            member.open[key] = open;
            if (Bits.isEmpty(open)
                    && binding.group().identity.kind() != Kind.ANTI_AFFINITY
                    && binding.group().identity.kind() != Kind.INVERSE) {
                return false;
            }
        }
        return true;
    }

    /**
     * Narrows a node's requirement set to the domains open to the class (after {@link #prepare}) and offers each way of
     * doing so to {@code candidate}, emptiest domains first, until one is accepted. True when one was.
     */
    boolean narrow(Membership member, int set, boolean existing, Candidate candidate) {
        return narrow(member, 0, set, existing, candidate);
    }

    private boolean narrow(Membership member, int from, int set, boolean existing, Candidate candidate) {
        if (from == member.keyBindings.length) {
            return candidate.accepts(set);
        }
        int key = member.keyBindings[from].group().identity.key();
        int to = from + 1;
        while (to < member.keyBindings.length
                && member.keyBindings[to].group().identity.key() == key) {
            to++;
        }
        if (lacks(set, key, existing)) {
            return staysAwayOnly(member, from, to) && narrow(member, to, set, existing, candidate);
        }
        long[] mine = requirements.domains(set, key);
        long[] both = mine.clone();
        Bits.and(both, member.open[key]);
        int count = Bits.count(both);
        boolean pin = count > 1 && pins(member, from, to);
        if (count == 0) {
            return false;
        }
        if (!pin) {
            int narrowed = count == Bits.count(mine) ? set : requirements.restricted(set, key, both);
            return narrow(member, to, narrowed, existing, candidate);
        }
        for (; count > 0; count--) {
            int domain = emptiest(both, member, from, to);
            Bits.clear(both, domain);
            if (narrow(member, to, requirements.pinned(set, key, domain), existing, candidate)) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing is asked of the key but to stay away from others; a node without the key is then fine. */
    private static boolean staysAwayOnly(Membership member, int from, int to) {
        for (int i = from; i < to; i++) {
            Kind kind = member.keyBindings[i].group().identity.kind();
            if (kind != Kind.ANTI_AFFINITY && kind != Kind.INVERSE) {
                return false;
            }
        }
        return true;
    }

    /** Whether the class has to settle on one domain. */
    private static boolean pins(Membership member, int from, int to) {
        for (int i = from; i < to; i++) {
            Kind kind = member.keyBindings[i].group().identity.kind();
            if (kind == Kind.SPREAD || kind == Kind.ANTI_AFFINITY || isBootstrap(member.keyBindings[i], member)) {
                return true;
            }
        }
        return false;
    }

    /** The domain with the fewest pods of the first spread; the first by name among equals or without a spread. */
    private static int emptiest(long[] domains, Membership member, int from, int to) {
        int best = Bits.next(domains, 0);
        for (int i = from; i < to; i++) {
            TopologyGroup group = member.keyBindings[i].group();
            if (group.identity.kind() == Kind.SPREAD) {
                for (int domain = best; domain >= 0; domain = Bits.next(domains, domain + 1)) {
                    if (group.counts[domain] < group.counts[best]) {
                        best = domain;
                    }
                }
                return best;
            }
        }
        return best;
    }

    private static int smallestCount(Binding binding, long[] podDomains) {
        return binding.group().smallestCount(podDomains, binding.everyNode());
    }

    private static long[] openDomains(Binding binding, long[] podDomains) {
        TopologyGroup group = binding.group();
        int most = switch (group.identity.kind()) {
            case SPREAD -> smallestCount(binding, podDomains) + group.identity.maxSkew() - (binding.self() ? 1 : 0);
            case ANTI_AFFINITY, INVERSE -> 0;
            case AFFINITY -> Integer.MAX_VALUE;
        };
        boolean populated = group.identity.kind() == Kind.AFFINITY;
        long[] open = Bits.none(group.counts.length);
        for (int domain = 0; domain < group.counts.length; domain++) {
            int count = group.counts[domain];
            if (populated
                    ? count > 0 && Bits.has(podDomains, domain)
                    : count <= most && Bits.has(group.eligible, domain)) {
                Bits.set(open, domain);
            }
        }
        return populated && binding.self() && Bits.isEmpty(open) ? podDomains.clone() : open;
    }

    /** Whether the class wants to be with others, of whom no domain is known to have any. */
    static boolean findsNobody(Binding binding, long[] podDomains) {
        return binding.group().identity.kind() == Kind.AFFINITY && Bits.isEmpty(openDomains(binding, podDomains));
    }

    /** Whether the class is the first of a group that wants to be together, and so chooses where. */
    private static boolean isBootstrap(Binding binding, Membership member) {
        TopologyGroup group = binding.group();
        if (group.identity.kind() != Kind.AFFINITY || !binding.self()) {
            return false;
        }
        long[] podDomains = member.podDomains[group.identity.key()];
        for (int domain = 0; domain < group.counts.length; domain++) {
            if (group.counts[domain] > 0 && Bits.has(podDomains, domain)) {
                return false;
            }
        }
        return true;
    }

    /** Says, for each rule that binds the class, which domains it closes and why; for people. */
    List<String> describeClosed(Membership member) {
        var lines = new ArrayList<String>();
        for (Binding binding : member.keyBindings) {
            long[] podDomains = member.podDomains[binding.group().identity.key()];
            long[] open = openDomains(binding, podDomains);
            for (int domain = 0; domain < binding.group().counts.length; domain++) {
                if (!Bits.has(open, domain) && Bits.has(podDomains, domain)) {
                    lines.add(closedText(binding, domain, podDomains));
                }
            }
        }
        for (Binding binding : member.hostBindings) {
            if (binding.group().identity.kind() == Kind.AFFINITY && binding.group().total == 0 && !binding.self()) {
                lines.add("no node has a pod that its affinity asks for");
            }
        }
        return lines;
    }

    private String closedText(Binding binding, int domain, long[] podDomains) {
        TopologyGroup group = binding.group();
        String where = keys[group.identity.key()].key() + " " + keys[group.identity.key()].value(domain);
        return switch (group.identity.kind()) {
            case SPREAD ->
                Bits.has(group.eligible, domain)
                        ? "%s is full by maxSkew %d: it has %d matching pods, the emptiest domain %d"
                                .formatted(
                                        where,
                                        group.identity.maxSkew(),
                                        group.counts[domain],
                                        smallestCount(binding, podDomains))
                        : where + " does not count for its spread: no pool whose taints it tolerates provides it";
            case ANTI_AFFINITY -> where + " has a pod that its anti-affinity keeps away from";
            case INVERSE -> where + " has a pod whose anti-affinity keeps it away";
            case AFFINITY -> where + " has no pod that its affinity asks for";
        };
    }

    /** Whether the node says nothing about the key, and no new machine of its kind ever will. */
    boolean lacks(int set, int key, boolean existing) {
        return !requirements.set(set).has(keys[key].key())
                && (existing || Bits.isEmpty(requirements.domains(set, key)));
    }
}
