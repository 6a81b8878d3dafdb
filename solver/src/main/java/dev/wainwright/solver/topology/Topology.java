package dev.wainwright.solver.topology;

import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.catalogue.Domains;
import dev.wainwright.solver.catalogue.RequirementTable;
import dev.wainwright.solver.problem.ExistingNode.BoundPod;
import dev.wainwright.solver.problem.PodDemand;
import dev.wainwright.solver.problem.TopologyTerm;
import dev.wainwright.solver.topology.Membership.Binding;
import dev.wainwright.solver.topology.TopologyGroup.Identity;
import dev.wainwright.solver.topology.TopologyGroup.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where counted pods are, and what follows for the next one (karpenter-core §3.8).
 *
 * <p>Every wish about other pods becomes a group; equal wishes share one. A class is bound by the groups of its own wishes
 * and by the anti-affinity of others that select it, and it is counted by every group whose selector matches it. Asking
 * whether a pod may go somewhere is then: are these host bits clear, and do these few domain sets overlap? Recording a
 * placement touches the groups that count the class, never the pods or nodes.
 *
 * <p>Deliberate differences from Karpenter, each to keep the rule that Karpenter states but breaks: {@code minDomains} tells
 * groups apart; several wishes on one key are satisfied together instead of each choosing a domain of its own; a node whose
 * domain becomes known later counts its earlier pods then; a pod that keeps others out of its zone decides on one zone
 * instead of closing all that it might get.
 */
public final class Topology {
    /** What the topology must know of a node. */
    public interface Host {
        int number();

        /** The node's requirement set; for an existing node exactly its labels. */
        int requirements();

        boolean isExisting();

        List<Taint> taints();
    }

    private final RequirementTable requirements;
    private final Domains[] keys;
    private final Map<String, Integer> keyNumbers = new LinkedHashMap<>();
    private final List<List<PoolDomains>> poolDomains;
    private final Map<Identity, TopologyGroup> groups = new LinkedHashMap<>();

    /** The domains of one key that a pool with these taints provides. */
    public record PoolDomains(List<Taint> taints, long[] domains) {}

    /**
     * @param keys every topology key that a wish mentions, but for the host name
     * @param poolDomains per key what each pool provides; existing nodes' domains as an entry without taints
     */
    public Topology(RequirementTable requirements, Domains[] keys, List<List<PoolDomains>> poolDomains) {
        this.requirements = requirements;
        this.keys = keys;
        this.poolDomains = poolDomains;
        for (int i = 0; i < keys.length; i++) {
            keyNumbers.put(keys[i].key(), i);
        }
    }

    /** Makes the groups of a demand's wishes known; all demands first, then {@link #membership}. Returns the new groups. */
    public List<TopologyGroupHandle> register(PodDemand pod) {
        var fresh = new ArrayList<TopologyGroupHandle>();
        for (TopologyTerm term : pod.topologyTerms()) {
            group(identity(term, pod), fresh);
            if (isKeepingAway(term)) {
                group(inverse(term), fresh);
            }
        }
        return fresh;
    }

    /** Makes known the anti-affinity of a pod that runs already, on a node or on none that matters. */
    public void registerInverse(TopologyTerm term, @Nullable Host host) {
        TopologyGroup group = group(inverse(term), new ArrayList<>());
        if (host != null) {
            markKeptAway(group, host, 1);
        }
    }

    /** A group that has just been made and knows no pods yet. */
    public static final class TopologyGroupHandle {
        private final TopologyGroup group;

        private TopologyGroupHandle(TopologyGroup group) {
            this.group = group;
        }
    }

    public Membership membership(PodDemand pod, int strictRequirements) {
        var host = new ArrayList<Binding>();
        var key = new ArrayList<Binding>();
        for (TopologyTerm term : pod.topologyTerms()) {
            TopologyGroup group = known(identity(term, pod));
            boolean self = group.selects(pod.namespace(), pod.labels());
            (group.isOverHosts() ? host : key).add(new Binding(group, self));
        }
        var countedBy = new ArrayList<TopologyGroup>();
        var keepsAway = new ArrayList<TopologyGroup>();
        for (TopologyGroup group : groups.values()) {
            if (!group.selects(pod.namespace(), pod.labels())) {
                continue;
            }
            if (group.identity.kind() == Kind.INVERSE) {
                (group.isOverHosts() ? host : key).add(new Binding(group, true));
            } else {
                countedBy.add(group);
            }
        }
        for (TopologyTerm term : pod.topologyTerms()) {
            if (isKeepingAway(term)) {
                keepsAway.add(known(inverse(term)));
            }
        }
        key.sort(Comparator.comparingInt(binding -> binding.group().identity.key()));
        long[][] podDomains = new long[keys.length][];
        for (Binding binding : key) {
            int number = binding.group().identity.key();
            podDomains[number] = allowedByPod(strictRequirements, number);
        }
        return new Membership(
                host.toArray(Binding[]::new),
                key.toArray(Binding[]::new),
                countedBy.toArray(TopologyGroup[]::new),
                keepsAway.toArray(TopologyGroup[]::new),
                podDomains);
    }

    /** Works out which domains the bindings leave open now; false when some key has none left. */
    public boolean prepare(Membership member) {
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

    /** Whether the host-name rules allow one more pod of the class on the node. */
    public boolean allowsHost(Membership member, int host) {
        for (Binding binding : member.hostBindings) {
            if (!allowsHost(binding, host)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The nodes that the host-name rules close, as one bit set per rule, for word-wise scans; a set may be shorter than the
     * number of nodes. Affinities need the opposite and are asked with {@link #allowsHost}.
     */
    public long[][] closedHosts(Membership member) {
        int count = 0;
        long[][] closed = new long[member.hostBindings.length][];
        for (Binding binding : member.hostBindings) {
            TopologyGroup group = binding.group();
            switch (group.identity.kind()) {
                case SPREAD -> closed[count++] = binding.self() ? group.full : group.over;
                case ANTI_AFFINITY, INVERSE -> closed[count++] = group.taken;
                case AFFINITY -> {}
            }
        }
        return count == closed.length ? closed : Arrays.copyOf(closed, count);
    }

    /** The only nodes that host-name affinities leave; empty when they leave all. */
    public long @Nullable [] onlyHosts(Membership member) {
        long[] only = null;
        for (Binding binding : member.hostBindings) {
            TopologyGroup group = binding.group();
            if (group.identity.kind() == Kind.AFFINITY && !(binding.self() && group.total == 0)) {
                if (only == null) {
                    only = group.taken.clone();
                } else {
                    int words = Math.min(only.length, group.taken.length);
                    only = Arrays.copyOf(only, words);
                    Bits.and(only, Arrays.copyOf(group.taken, words));
                }
            }
        }
        return only;
    }

    private static boolean allowsHost(Binding binding, int host) {
        TopologyGroup group = binding.group();
        return switch (group.identity.kind()) {
            case SPREAD -> group.hostCount(host) + (binding.self() ? 1 : 0) <= group.identity.maxSkew();
            case ANTI_AFFINITY, INVERSE -> group.hostCount(host) == 0;
            case AFFINITY -> group.hostCount(host) > 0 || (binding.self() && group.total == 0);
        };
    }

    /** How a domain was settled on. */
    @FunctionalInterface
    public interface Candidate {
        /** Tries the node with this requirement set; true ends the search. */
        boolean accepts(int requirements);
    }

    /**
     * Narrows a node's requirement set to the domains open to the class (after {@link #prepare}) and offers each way of
     * doing so to {@code candidate}, emptiest domains first, until one is accepted. True when one was.
     */
    public boolean narrow(Membership member, int set, boolean existing, Candidate candidate) {
        return narrow(member, 0, set, existing, candidate);
    }

    private boolean narrow(Membership member, int from, int set, boolean existing, Candidate candidate) {
        if (from == member.keyBindings.length) {
            return candidate.accepts(set);
        }
        int key = member.keyBindings[from].group().identity.key();
        int to = from;
        boolean pin = false;
        boolean mayLackKey = true;
        TopologyGroup spread = null;
        for (; to < member.keyBindings.length; to++) {
            Binding binding = member.keyBindings[to];
            Identity identity = binding.group().identity;
            if (identity.key() != key) {
                break;
            }
            pin |= identity.kind() == Kind.SPREAD
                    || identity.kind() == Kind.ANTI_AFFINITY
                    || isBootstrap(binding, member);
            mayLackKey &= identity.kind() == Kind.ANTI_AFFINITY || identity.kind() == Kind.INVERSE;
            spread = spread == null && identity.kind() == Kind.SPREAD ? binding.group() : spread;
        }
        if (mayLackKey && lacks(set, key, existing)) {
            return narrow(member, to, set, existing, candidate);
        }
        long[] mine = requirements.domains(set, key);
        if (existing && lacks(set, key, true)) {
            return false;
        }
        long[] both = mine.clone();
        Bits.and(both, member.open[key]);
        int count = Bits.count(both);
        if (count == 0) {
            return false;
        }
        if (count == Bits.count(mine) && (!pin || count == 1)) {
            return narrow(member, to, set, existing, candidate);
        }
        if (!pin) {
            return narrow(member, to, requirements.restricted(set, key, both), existing, candidate);
        }
        while (count-- > 0) {
            int domain = emptiest(both, spread);
            Bits.clear(both, domain);
            if (narrow(member, to, requirements.pinned(set, key, domain), existing, candidate)) {
                return true;
            }
        }
        return false;
    }

    private boolean lacks(int set, int key, boolean existing) {
        Requirements labels = requirements.set(set);
        return existing
                ? !labels.has(keys[key].key())
                : Bits.isEmpty(requirements.domains(set, key)) && !labels.has(keys[key].key());
    }

    private static int emptiest(long[] domains, @Nullable TopologyGroup spread) {
        int best = Bits.next(domains, 0);
        if (spread == null) {
            return best;
        }
        for (int domain = Bits.next(domains, best + 1); domain >= 0; domain = Bits.next(domains, domain + 1)) {
            if (spread.counts[domain] < spread.counts[best]) {
                best = domain;
            }
        }
        return best;
    }

    private long[] openDomains(Binding binding, long[] podDomains) {
        TopologyGroup group = binding.group();
        long[] open = Bits.none(group.counts.length);
        switch (group.identity.kind()) {
            case SPREAD -> {
                int most = group.smallestCount(podDomains) + group.identity.maxSkew() - (binding.self() ? 1 : 0);
                for (int domain = 0; domain < group.counts.length; domain++) {
                    if (group.counts[domain] <= most && Bits.has(group.eligible, domain)) {
                        Bits.set(open, domain);
                    }
                }
            }
            case ANTI_AFFINITY, INVERSE -> {
                for (int domain = 0; domain < group.counts.length; domain++) {
                    if (group.counts[domain] == 0) {
                        Bits.set(open, domain);
                    }
                }
            }
            case AFFINITY -> {
                for (int domain = 0; domain < group.counts.length; domain++) {
                    if (group.counts[domain] > 0 && Bits.has(podDomains, domain)) {
                        Bits.set(open, domain);
                    }
                }
                if (Bits.isEmpty(open) && binding.self()) {
                    return podDomains.clone();
                }
            }
        }
        return open;
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
    public List<String> describeClosed(Membership member) {
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
                                        group.smallestCount(podDomains))
                        : where + " does not count for its spread: no pool whose taints it tolerates provides it";
            case ANTI_AFFINITY -> where + " has a pod that its anti-affinity keeps away from";
            case INVERSE -> where + " has a pod whose anti-affinity keeps it away";
            case AFFINITY -> where + " has no pod that its affinity asks for";
        };
    }

    /** Records pods of a class on a node whose requirement set already includes them. */
    public void place(Membership member, Host host, int pods) {
        for (TopologyGroup group : member.countedBy) {
            count(group, host, host.requirements(), pods);
        }
        for (TopologyGroup group : member.keepsAway) {
            markKeptAway(group, host, pods);
        }
    }

    /** Moves the pods of a class on a node from the domains it had before to those it has now. */
    public void renarrow(Membership member, Host host, int before, int pods) {
        for (TopologyGroup group : member.countedBy) {
            if (!group.isOverHosts()) {
                move(group, host, before, pods);
            }
        }
        for (TopologyGroup group : member.keepsAway) {
            if (!group.isOverHosts()) {
                move(group, host, before, pods);
            }
        }
    }

    private void move(TopologyGroup group, Host host, int before, int pods) {
        int key = group.identity.key();
        if (!Arrays.equals(requirements.domains(before, key), requirements.domains(host.requirements(), key))) {
            count(group, host, before, -pods);
            count(group, host, host.requirements(), pods);
        }
    }

    /** Lets a group that was made late count pods that are there already. */
    public void catchUp(TopologyGroupHandle handle, PodDemand pod, Host host, int pods) {
        TopologyGroup group = handle.group;
        if (group.identity.kind() == Kind.INVERSE) {
            for (TopologyTerm term : pod.topologyTerms()) {
                if (isKeepingAway(term) && inverse(term).equals(group.identity)) {
                    markKeptAway(group, host, pods);
                }
            }
        } else if (group.selects(pod.namespace(), pod.labels())) {
            count(group, host, host.requirements(), pods);
        }
    }

    /** Lets a group that was made late count the pods that were running on a node from the start. */
    public void catchUpRunning(TopologyGroupHandle handle, List<BoundPod> running, Host host) {
        TopologyGroup group = handle.group;
        for (BoundPod pod : running) {
            if (group.identity.kind() != Kind.INVERSE && group.selects(pod.namespace(), pod.labels())) {
                count(group, host, host.requirements(), 1);
            }
        }
    }

    /** Counts a pod that runs already, in every group made so far that selects it. */
    public void countRunning(String namespace, Map<String, String> labels, Host host) {
        for (TopologyGroup group : groups.values()) {
            if (group.identity.kind() != Kind.INVERSE && group.selects(namespace, labels)) {
                count(group, host, host.requirements(), 1);
            }
        }
    }

    private void markKeptAway(TopologyGroup group, Host host, int pods) {
        count(group, host, host.requirements(), pods);
    }

    private void count(TopologyGroup group, Host host, int set, int pods) {
        if (!counts(group, host, set)) {
            return;
        }
        if (group.isOverHosts()) {
            group.addToHost(host.number(), pods);
            return;
        }
        int key = group.identity.key();
        if (host.isExisting() && lacks(set, key, true)) {
            return;
        }
        long[] domains = requirements.domains(set, key);
        boolean everyPossible = group.identity.kind() == Kind.ANTI_AFFINITY || group.identity.kind() == Kind.INVERSE;
        int first = Bits.next(domains, 0);
        if (first < 0 || (!everyPossible && Bits.next(domains, first + 1) >= 0)) {
            return;
        }
        for (int domain = first; domain >= 0; domain = Bits.next(domains, domain + 1)) {
            group.addToDomain(domain, pods);
        }
    }

    private boolean counts(TopologyGroup group, Host host, int set) {
        NodeFilter filter = group.identity.filter();
        if (filter.honorTaints()
                && !host.taints().stream().allMatch(taint -> taint.toleratedBy(filter.tolerations()))) {
            return false;
        }
        if (group.filterTerms.length == 0) {
            return true;
        }
        for (int term : group.filterTerms) {
            if (host.isExisting() ? requirements.satisfies(set, term) : requirements.maySatisfy(set, term)) {
                return true;
            }
        }
        return false;
    }

    private TopologyGroup known(Identity identity) {
        return Objects.requireNonNull(groups.get(identity), "a demand must be registered before its membership");
    }

    private TopologyGroup group(Identity identity, List<TopologyGroupHandle> fresh) {
        TopologyGroup known = groups.get(identity);
        if (known != null) {
            return known;
        }
        int domains = identity.key() == TopologyGroup.HOST ? 0 : keys[identity.key()].size();
        int[] filterTerms = identity.filter().terms().stream()
                .mapToInt(requirements::number)
                .toArray();
        var group = new TopologyGroup(identity, filterTerms, eligible(identity, domains), domains);
        groups.put(identity, group);
        fresh.add(new TopologyGroupHandle(group));
        return group;
    }

    private long[] eligible(Identity identity, int domains) {
        if (identity.key() == TopologyGroup.HOST) {
            return Bits.none(0);
        }
        NodeFilter filter = identity.filter();
        if (identity.kind() != Kind.SPREAD) {
            return Bits.all(domains);
        }
        long[] eligible = Bits.none(domains);
        for (PoolDomains provided : poolDomains.get(identity.key())) {
            if (!filter.honorTaints()
                    || provided.taints().stream().allMatch(taint -> taint.toleratedBy(filter.tolerations()))) {
                Bits.or(eligible, provided.domains());
            }
        }
        return eligible;
    }

    private long[] allowedByPod(int strictRequirements, int key) {
        Requirements pod = requirements.set(strictRequirements);
        return pod.has(keys[key].key()) ? requirements.domains(strictRequirements, key) : Bits.all(keys[key].size());
    }

    private Identity identity(TopologyTerm term, PodDemand pod) {
        return switch (term.kind()) {
            case SPREAD ->
                new Identity(
                        Kind.SPREAD,
                        keyNumber(term.key()),
                        term.selector(),
                        term.namespaces(),
                        term.maxSkew(),
                        term.minDomains(),
                        filter(term, pod));
            case AFFINITY -> affinity(Kind.AFFINITY, term);
            case ANTI_AFFINITY -> affinity(Kind.ANTI_AFFINITY, term);
        };
    }

    private static NodeFilter filter(TopologyTerm term, PodDemand pod) {
        boolean unrestricted = pod.requiredTerms().stream()
                .anyMatch(alternative -> alternative.byKey().isEmpty());
        boolean honorsTerms = term.honorNodeAffinity() && !unrestricted;
        if (!honorsTerms && !term.honorNodeTaints()) {
            return NodeFilter.EVERY_NODE;
        }
        return new NodeFilter(
                honorsTerms ? pod.requiredTerms() : List.of(),
                term.honorNodeTaints(),
                term.honorNodeTaints() ? pod.tolerations() : List.of());
    }

    private Identity inverse(TopologyTerm term) {
        return affinity(Kind.INVERSE, term);
    }

    private Identity affinity(Kind kind, TopologyTerm term) {
        return new Identity(
                kind, keyNumber(term.key()), term.selector(), term.namespaces(), 0, 0, NodeFilter.EVERY_NODE);
    }

    private int keyNumber(String key) {
        if (key.equals(Labels.HOSTNAME)) {
            return TopologyGroup.HOST;
        }
        Integer number = keyNumbers.get(key);
        if (number == null) {
            throw new IllegalArgumentException("topology key " + key + " was not announced");
        }
        return number;
    }

    private static boolean isKeepingAway(TopologyTerm term) {
        return term.kind() == TopologyTerm.Kind.ANTI_AFFINITY && term.isRequired();
    }
}
