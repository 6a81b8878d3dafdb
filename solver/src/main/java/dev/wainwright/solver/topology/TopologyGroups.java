package dev.wainwright.solver.topology;

import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.placement.TopologyTerm;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.catalogue.Domains;
import dev.wainwright.solver.catalogue.RequirementTable;
import dev.wainwright.solver.problem.PodDemand;
import dev.wainwright.solver.topology.TopologyGroup.Identity;
import dev.wainwright.solver.topology.TopologyGroup.Kind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Every group of a decision by what makes it one: equal wishes of different pods share a group. */
final class TopologyGroups {
    private final RequirementTable requirements;
    private final Domains[] keys;
    private final Map<String, Integer> keyNumbers = new LinkedHashMap<>();
    private final List<List<Topology.PoolDomains>> poolDomains;
    private final Map<Identity, TopologyGroup> groups = new LinkedHashMap<>();

    TopologyGroups(RequirementTable requirements, Domains[] keys, List<List<Topology.PoolDomains>> poolDomains) {
        this.requirements = requirements;
        this.keys = keys;
        this.poolDomains = poolDomains;
        for (int i = 0; i < keys.length; i++) {
            keyNumbers.put(keys[i].key(), i);
        }
    }

    Collection<TopologyGroup> all() {
        return groups.values();
    }

    TopologyGroup known(Identity identity) {
        return Objects.requireNonNull(groups.get(identity), "a demand must be registered before its membership");
    }

    /** The group of an identity, made if need be; a new one is added to {@code fresh}. */
    TopologyGroup group(Identity identity, List<TopologyGroup> fresh) {
        TopologyGroup known = groups.get(identity);
        if (known != null) {
            return known;
        }
        int domains = identity.key() == TopologyGroup.HOST ? 0 : keys[identity.key()].size();
        int[] filterTerms = identity.filter().terms().stream()
                .mapToInt(requirements::number)
                .toArray();
        var group = new TopologyGroup(
                identity, filterTerms, eligible(identity, domains), withNodes(identity, domains), domains);
        groups.put(identity, group);
        fresh.add(group);
        return group;
    }

    private long[] withNodes(Identity identity, int domains) {
        long[] withNodes = Bits.none(domains);
        if (identity.key() != TopologyGroup.HOST) {
            for (Topology.PoolDomains provided : poolDomains.get(identity.key())) {
                if (provided.existing()) {
                    Bits.or(withNodes, provided.domains());
                }
            }
        }
        return withNodes;
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
        for (Topology.PoolDomains provided : poolDomains.get(identity.key())) {
            if (!filter.honorTaints() || Taint.areTolerated(provided.taints(), filter.tolerations())) {
                Bits.or(eligible, provided.domains());
            }
        }
        return eligible;
    }

    Identity identity(TopologyTerm term, PodDemand pod) {
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

    Identity inverse(TopologyTerm term) {
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
}
