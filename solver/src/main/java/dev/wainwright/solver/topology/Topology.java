package dev.wainwright.solver.topology;

import dev.wainwright.model.placement.TopologyTerm;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.catalogue.Domains;
import dev.wainwright.solver.catalogue.RequirementTable;
import dev.wainwright.solver.problem.ExistingNode.BoundPod;
import dev.wainwright.solver.problem.PodDemand;
import dev.wainwright.solver.topology.Membership.Binding;
import dev.wainwright.solver.topology.TopologyGroup.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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

    /** How a node is tried once its domains are settled. */
    @FunctionalInterface
    public interface Candidate {
        /** Tries the node with this requirement set; true ends the search. */
        boolean accepts(int requirements);
    }

    private final RequirementTable requirements;
    private final Domains[] keys;
    private final TopologyGroups groups;
    private final DomainRules rules;
    private final List<Member> members = new ArrayList<>();

    /** A class that has been compiled, and what groups made later need to know of it. */
    private record Member(PodDemand pod, Membership membership) {}

    /** The domains of one key that a pool with these taints can provide, or that an existing node does. */
    public record PoolDomains(List<Taint> taints, long[] domains, boolean existing) {}

    /**
     * @param keys every topology key that a wish mentions, but for the host name
     * @param poolDomains per key what each pool provides; and each existing node
     */
    public Topology(RequirementTable requirements, Domains[] keys, List<List<PoolDomains>> poolDomains) {
        this.requirements = requirements;
        this.keys = keys;
        groups = new TopologyGroups(requirements, keys, poolDomains);
        rules = new DomainRules(requirements, keys);
    }

    /**
     * Makes the groups of a demand's wishes known, and returns those that are new. Classes compiled before are counted by
     * them too; what has been placed before has to be made up for with {@link #catchUp}.
     */
    public List<NewGroup> register(PodDemand pod) {
        var fresh = new ArrayList<TopologyGroup>();
        for (TopologyTerm term : pod.topologyTerms()) {
            groups.group(groups.identity(term, pod), fresh);
            if (term.keepsOthersAway()) {
                groups.group(groups.inverse(term), fresh);
            }
        }
        for (TopologyGroup group : fresh) {
            for (Member member : members) {
                if (isCountedBy(group, member.pod.namespace(), member.pod.labels())) {
                    member.membership.countAlso(group);
                }
            }
        }
        return fresh.stream().map(NewGroup::new).toList();
    }

    /** Makes known the anti-affinity of a pod that runs on a node already. */
    public void registerInverse(TopologyTerm term, Host host) {
        count(groups.group(groups.inverse(term), new ArrayList<>()), host, host.requirements(), 1);
    }

    /** A group that has just been made and knows no pods yet. */
    public static final class NewGroup {
        private final TopologyGroup group;

        private NewGroup(TopologyGroup group) {
            this.group = group;
        }
    }

    /** What a demand, whose groups are all registered, has to do with every group made so far. */
    public Membership membership(PodDemand pod, int strictRequirements) {
        var bindings = new ArrayList<Binding>();
        var keepsAway = new ArrayList<TopologyGroup>();
        for (TopologyTerm term : pod.topologyTerms()) {
            TopologyGroup group = groups.known(groups.identity(term, pod));
            boolean self = group.selects(pod.namespace(), pod.labels());
            bindings.add(new Binding(group, self, !term.honorNodeAffinity()));
            if (term.keepsOthersAway()) {
                keepsAway.add(groups.known(groups.inverse(term)));
            }
        }
        var countedBy = new ArrayList<TopologyGroup>();
        for (TopologyGroup group : groups.all()) {
            if (group.selects(pod.namespace(), pod.labels())) {
                if (group.identity.kind() == Kind.INVERSE) {
                    bindings.add(new Binding(group, true, false));
                } else {
                    countedBy.add(group);
                }
            }
        }
        var membership = new Membership(bindings, countedBy, keepsAway, podDomains(bindings, strictRequirements));
        members.add(new Member(pod, membership));
        return membership;
    }

    private long[][] podDomains(List<Binding> bindings, int strictRequirements) {
        long[][] domains = new long[keys.length][];
        for (int key = 0; key < keys.length; key++) {
            domains[key] = NO_DOMAINS;
        }
        for (Binding binding : bindings) {
            if (!binding.group().isOverHosts()) {
                int key = binding.group().identity.key();
                domains[key] = requirements.set(strictRequirements).has(keys[key].key())
                        ? requirements.domains(strictRequirements, key)
                        : Bits.all(keys[key].size());
            }
        }
        return domains;
    }

    private static final long[] NO_DOMAINS = {};

    /** Works out which domains are open to a class now; false when some rule leaves none. */
    public boolean prepare(Membership member) {
        return rules.prepare(member);
    }

    /**
     * Narrows a node's requirement set to the domains open to the class (after {@link #prepare}) and offers each way of
     * doing so to {@code candidate}, emptiest domains first, until one is accepted. True when one was.
     */
    public boolean narrow(Membership member, int set, boolean existing, Candidate candidate) {
        return rules.narrow(member, set, existing, candidate);
    }

    /** Whether the host-name rules allow one more pod of the class on the node. */
    public boolean allowsHost(Membership member, int host) {
        return HostRules.allowsHost(member, host);
    }

    /**
     * The nodes that the host-name rules close, as one bit set per rule, for word-wise scans; a set may be shorter than the
     * number of nodes. Affinities close all but some nodes: {@link #onlyHosts}.
     */
    public long[][] closedHosts(Membership member) {
        return HostRules.closedHosts(member);
    }

    /** The only nodes that host-name affinities leave; null when they leave all. */
    public long @Nullable [] onlyHosts(Membership member) {
        return HostRules.onlyHosts(member);
    }

    /** Whether the class is the first of a group that wants to share a node, and so decides which. */
    public boolean choosesHost(Membership member) {
        return HostRules.choosesHost(member);
    }

    /** Looks at an affinity over a label key that finds nobody in any domain: who is wanted, and over which key. */
    @FunctionalInterface
    public interface Unmet {
        /** Returns whether something was done about it. */
        boolean settle(Predicate<PodDemand> wanted, int key, long[] podDomains);
    }

    /** Shows {@code unmet} each affinity of the class that finds nobody, until something was done about one. */
    public boolean settleUnmet(Membership member, Unmet unmet) {
        for (Binding binding : member.keyBindings) {
            TopologyGroup group = binding.group();
            long[] podDomains = member.podDomains[group.identity.key()];
            if (DomainRules.findsNobody(binding, podDomains)
                    && unmet.settle(
                            pod -> group.selects(pod.namespace(), pod.labels()), group.identity.key(), podDomains)) {
                return true;
            }
        }
        return false;
    }

    /** Says, for each rule that binds the class, which domains it closes and why; for people. */
    public List<String> describeClosed(Membership member) {
        return rules.describeClosed(member);
    }

    /** Records pods of a class on a node whose requirement set already includes them. */
    public void place(Membership member, Host host, int pods) {
        for (TopologyGroup group : member.countedBy) {
            count(group, host, host.requirements(), pods);
        }
        for (TopologyGroup group : member.keepsAway) {
            count(group, host, host.requirements(), pods);
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
    public void catchUp(NewGroup late, PodDemand pod, Host host, int pods) {
        catchUp(late.group, pod.namespace(), pod.labels(), host, pods);
    }

    /** Lets a group that was made late count the pods that were running on a node from the start. */
    public void catchUp(NewGroup late, List<BoundPod> running, Host host) {
        running.forEach(pod -> catchUp(late.group, pod.namespace(), pod.labels(), host, 1));
    }

    private void catchUp(TopologyGroup group, String namespace, Map<String, String> labels, Host host, int pods) {
        if (isCountedBy(group, namespace, labels)) {
            count(group, host, host.requirements(), pods);
        }
    }

    /** Counts a pod that runs already, in every group made so far that selects it. */
    public void countRunning(BoundPod pod, Host host) {
        for (TopologyGroup group : groups.all()) {
            catchUp(group, pod.namespace(), pod.labels(), host, 1);
        }
    }

    /** Groups of kept-away pods count those who keep others away, not those who are selected. */
    private static boolean isCountedBy(TopologyGroup group, String namespace, Map<String, String> labels) {
        return group.identity.kind() != Kind.INVERSE && group.selects(namespace, labels);
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
        if (host.isExisting() && rules.lacks(set, key, true)) {
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
        if (filter.honorTaints() && !Taint.areTolerated(host.taints(), filter.tolerations())) {
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
}
