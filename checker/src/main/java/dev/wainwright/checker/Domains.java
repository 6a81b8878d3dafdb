package dev.wainwright.checker;

import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.taint.Toleration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The domains of a topology that new nodes could open for a pod: the values of the label over everything that the pools
 * may buy now, that the pod tolerates and that meets what it asks of a node.
 */
final class Domains {
    private final Map<PoolTemplate, Set<Requirements>> purchases = new HashMap<>();
    private final Map<Question, Set<String>> answers = new HashMap<>();

    private record Question(String key, NodeTerm term, List<Toleration> tolerations) {}

    Domains(World world) {
        world.pools().values().stream()
                .map(PoolTemplate::of)
                .filter(PoolTemplate::isDynamic)
                .forEach(pool -> {
                    var all = new LinkedHashSet<Requirements>();
                    world.typesOf(pool.pool().name()).values().forEach(type -> all.addAll(pool.purchases(type)));
                    purchases.put(pool, all);
                });
    }

    Set<String> within(String key, NodeTerm term, List<Toleration> tolerations) {
        return answers.computeIfAbsent(new Question(key, term, tolerations), this::answer);
    }

    private Set<String> answer(Question question) {
        var values = new TreeSet<String>();
        purchases.forEach((pool, labels) -> {
            boolean tolerated = Taints.repelling(
                            pool.pool().spec().template().spec().taints(), question.tolerations())
                    .isEmpty();
            if (tolerated) {
                labels.forEach(machine -> values.addAll(values(question, machine)));
            }
        });
        return values;
    }

    private static List<String> values(Question question, Requirements machine) {
        var values = new ArrayList<String>();
        question.term().narrow(machine).ifPresent(narrowed -> {
            Requirement requirement = narrowed.get(question.key());
            if (!requirement.complement()) {
                values.addAll(requirement.values());
            }
        });
        return values;
    }
}
