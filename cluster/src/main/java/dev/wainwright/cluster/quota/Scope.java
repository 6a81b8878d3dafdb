package dev.wainwright.cluster.quota;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.placement.QosClass;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.List;

/**
 * Which pods a quota is about.
 *
 * @param operator {@code Exists} unless a priority class is to be compared
 * @param values names of priority classes
 */
record Scope(String name, String operator, List<String> values) {
    Scope {
        values = List.copyOf(values);
    }

    static List<Scope> of(Tree.Mapping spec) {
        var scopes = new ArrayList<Scope>();
        spec.items("scopes").forEach(each -> scopes.add(new Scope(text(each), "Exists", List.of())));
        for (Tree each : spec.mapping("scopeSelector").items("matchExpressions")) {
            if (each instanceof Tree.Mapping term) {
                scopes.add(new Scope(
                        term.text("scopeName", ""),
                        term.text("operator", "Exists"),
                        term.items("values").stream().map(Scope::text).toList()));
            }
        }
        return scopes;
    }

    private static String text(Tree tree) {
        return tree instanceof Tree.Text text ? text.value() : "";
    }

    boolean matches(Pod pod) {
        return switch (name) {
            case "Terminating" -> hasDeadline(pod);
            case "NotTerminating" -> !hasDeadline(pod);
            case "BestEffort" -> QosClass.of(pod.spec()).equals("BestEffort");
            case "NotBestEffort" -> !QosClass.of(pod.spec()).equals("BestEffort");
            case "PriorityClass" -> priority(pod.spec().priorityClassName());
            case "CrossNamespacePodAffinity" -> false;
            default -> false;
        };
    }

    private static boolean hasDeadline(Pod pod) {
        return pod.rest().mapping("spec").get("activeDeadlineSeconds") instanceof Tree.Numeral;
    }

    private boolean priority(String ofPod) {
        return switch (operator) {
            case "In" -> values.contains(ofPod);
            case "NotIn" -> !values.contains(ofPod);
            case "DoesNotExist" -> ofPod.isEmpty();
            default -> !ofPod.isEmpty();
        };
    }
}
