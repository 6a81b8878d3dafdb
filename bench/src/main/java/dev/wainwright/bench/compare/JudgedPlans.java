package dev.wainwright.bench.compare;

import dev.wainwright.bench.cases.Doc;
import dev.wainwright.bench.cases.Json;
import dev.wainwright.checker.JudgedPlan;
import dev.wainwright.solver.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Plans of either side as the judge reads them. */
public final class JudgedPlans {
    private JudgedPlans() {}

    public static JudgedPlan of(Plan plan) {
        return new JudgedPlan(
                plan.newNodes().stream()
                        .map(node -> new JudgedPlan.NewNode(
                                node.name(),
                                node.nodePool(),
                                node.instanceType(),
                                node.zone(),
                                node.capacityType(),
                                node.price(),
                                node.instanceTypeOptions(),
                                node.pods(),
                                node.labels()))
                        .toList(),
                plan.existing().stream()
                        .map(existing -> new JudgedPlan.ExistingNode(existing.node(), existing.pods()))
                        .toList(),
                plan.unschedulable().stream().map(Plan.Unschedulable::pod).toList());
    }

    /** From the JSON that {@code wain plan} and the Karpenter peer print. */
    static JudgedPlan of(Map<String, Object> plan) {
        var nodes = new ArrayList<JudgedPlan.NewNode>();
        for (Map<String, Object> node : objects(plan, "nodes")) {
            nodes.add(new JudgedPlan.NewNode(
                    text(node, "name", "node-" + nodes.size()),
                    text(node, "nodePool", ""),
                    text(node, "instanceType", ""),
                    text(node, "zone", ""),
                    text(node, "capacityType", ""),
                    number(node, "price"),
                    texts(node, "instanceTypeOptions"),
                    texts(node, "pods"),
                    labels(node)));
        }
        return new JudgedPlan(
                nodes,
                objects(plan, "existing").stream()
                        .map(existing ->
                                new JudgedPlan.ExistingNode(text(existing, "node", ""), texts(existing, "pods")))
                        .toList(),
                objects(plan, "unschedulable").stream()
                        .map(pod -> text(pod, "pod", ""))
                        .toList());
    }

    /** As JSON, for the reader who wants to look into a difference. */
    static String json(JudgedPlan plan) {
        Doc doc = Doc.of("nodes", List.of(), "existing", List.of(), "unschedulable", List.of());
        doc.set(
                plan.nodes().stream()
                        .map(node -> Doc.of(
                                "name", node.name(),
                                "nodePool", node.pool(),
                                "instanceType", node.instanceType(),
                                "zone", node.zone(),
                                "capacityType", node.capacityType(),
                                "price", node.price(),
                                "instanceTypeOptions", node.instanceTypeOptions(),
                                "pods", node.pods(),
                                "labels", node.labels()))
                        .toList(),
                "nodes");
        doc.set(
                plan.existing().stream()
                        .map(existing -> Doc.of("node", existing.node(), "pods", existing.pods()))
                        .toList(),
                "existing");
        doc.set(plan.unschedulable().stream().map(pod -> Doc.of("pod", pod)).toList(), "unschedulable");
        return Json.line(doc) + "\n";
    }

    /** A plan of Karpenter's and how many seconds it says that it took. */
    public record WithTime(JudgedPlan plan, double seconds) {}

    /** The plan in a file that the Karpenter peer wrote. */
    public static WithTime read(Path file) {
        Map<String, Object> plan = Json.read(file);
        return new WithTime(of(plan), seconds(plan));
    }

    static double seconds(Map<String, Object> plan) {
        return plan.get("timing") instanceof Map<?, ?> timing && timing.get("seconds") instanceof Number seconds
                ? seconds.doubleValue()
                : Double.NaN;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> objects(Map<String, Object> of, String field) {
        return (List<Map<String, Object>>) of.getOrDefault(field, List.of());
    }

    @SuppressWarnings("unchecked")
    private static List<String> texts(Map<String, Object> of, String field) {
        return (List<String>) of.getOrDefault(field, List.of());
    }

    private static String text(Map<String, Object> of, String field, String otherwise) {
        return of.get(field) instanceof String text ? text : otherwise;
    }

    private static double number(Map<String, Object> of, String field) {
        return of.get(field) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** What the node's place decides is told by its own fields, and the host name is Karpenter's placeholder. */
    private static Map<String, String> labels(Map<String, Object> node) {
        var labels = new TreeMap<String, String>();
        if (node.get("labels") instanceof Map<?, ?> given) {
            given.forEach((key, value) -> labels.put(String.valueOf(key), String.valueOf(value)));
        }
        labels.remove("kubernetes.io/hostname");
        return labels;
    }
}
