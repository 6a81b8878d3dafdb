package dev.wainwright.solver.firstfit;

import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.solver.Problem;
import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.catalogue.CompiledPool;
import dev.wainwright.solver.catalogue.Domains;
import dev.wainwright.solver.problem.ExistingNode;
import dev.wainwright.solver.problem.PodDemand;
import dev.wainwright.solver.topology.Topology.PoolDomains;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a decision works out about its problem before the first pod: topology keys, their domains, and nodes' labels. */
final class Setup {
    private Setup() {}

    /** Every topology key that somebody's wish mentions, with all the values it takes; the host name is no such key. */
    static Domains[] topologyKeys(Problem problem) {
        var keys = new TreeSet<String>();
        for (PodDemand pod : problem.classes()) {
            pod.topologyTerms().forEach(term -> keys.add(term.key()));
        }
        for (ExistingNode node : problem.nodes()) {
            node.pods().forEach(pod -> pod.antiAffinity().forEach(term -> keys.add(term.key())));
        }
        keys.remove(Labels.HOSTNAME);
        return keys.stream().map(key -> domains(problem, key)).toArray(Domains[]::new);
    }

    private static Domains domains(Problem problem, String key) {
        var values = new TreeSet<String>();
        problem.catalogue().pools().forEach(pool -> values.addAll(provided(pool, key)));
        for (ExistingNode node : problem.nodes()) {
            String value = node.labels().get(key);
            if (value != null) {
                values.add(value);
            }
        }
        return new Domains(key, values);
    }

    /** The values of a label that nodes of a pool can have. */
    private static SortedSet<String> provided(CompiledPool pool, String key) {
        Requirement own = pool.pool().requirements().get(key);
        if (!pool.table().hasKey(key)) {
            return own.complement() ? new TreeSet<>() : own.values();
        }
        var values = new TreeSet<>(pool.table().values(key, pool.domainTypes()));
        values.removeIf(value -> !own.allows(value));
        return values;
    }

    /** Per key, who provides which domains. */
    static List<List<PoolDomains>> providers(Problem problem, Domains[] keys) {
        var providers = new ArrayList<List<PoolDomains>>();
        for (Domains key : keys) {
            var ofKey = new ArrayList<PoolDomains>();
            for (CompiledPool pool : problem.catalogue().pools()) {
                ofKey.add(new PoolDomains(pool.pool().taints(), bits(key, provided(pool, key.key())), false));
            }
            for (ExistingNode node : problem.nodes()) {
                String value = node.labels().get(key.key());
                if (value != null) {
                    ofKey.add(new PoolDomains(node.taints(), bits(key, Set.of(value)), true));
                }
            }
            providers.add(ofKey.stream().distinct().toList());
        }
        return providers;
    }

    private static long[] bits(Domains key, Set<String> values) {
        long[] bits = Bits.none(key.size());
        for (String value : values) {
            Bits.set(bits, key.number(value));
        }
        return bits;
    }

    /** The label keys that some pod asks about, of nodes or of topologies. */
    static Set<String> askedKeys(Problem problem, Domains[] topologyKeys) {
        var keys = new TreeSet<String>();
        for (Domains key : topologyKeys) {
            keys.add(key.key());
        }
        for (PodDemand pod : problem.classes()) {
            pod.requiredTerms().forEach(term -> keys.addAll(term.byKey().keySet()));
            pod.preferredTerms()
                    .forEach(term -> keys.addAll(term.requirements().byKey().keySet()));
            pod.volumeAlternatives().forEach(term -> keys.addAll(term.byKey().keySet()));
        }
        return keys;
    }

    /** A node's labels as far as anybody asks, so that like nodes share one requirement set. */
    static Requirements labels(ExistingNode node, Set<String> askedKeys) {
        Map<String, String> asked = new HashMap<>();
        for (String key : askedKeys) {
            String value = node.labels().get(key);
            if (value != null) {
                asked.put(key, value);
            } else if (key.equals(Labels.HOSTNAME)) {
                asked.put(key, node.name());
            }
        }
        return Requirements.ofLabels(asked);
    }

    static boolean hasDislikedPool(Problem problem) {
        return problem.catalogue().pools().stream()
                .flatMap(pool -> pool.pool().taints().stream())
                .anyMatch(taint -> taint.effect() == Effect.PREFER_NO_SCHEDULE);
    }
}
