package dev.wainwright.cli.plan;

import dev.wainwright.cli.output.Document;
import dev.wainwright.cli.output.Prose;
import dev.wainwright.solver.Bound;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Reason;
import java.util.List;
import java.util.OptionalDouble;

/** The answer for programs; {@code docs/plan-json.md} promises its shape. */
final class PlanDocument {
    private final Document document;

    private PlanDocument(Document document) {
        this.document = document;
    }

    static void write(Answer answer, Document document) {
        new PlanDocument(document).write(answer);
        document.end();
    }

    private void write(Answer answer) {
        Plan plan = answer.plan();
        document.beginObject();
        summary(answer);
        document.key("nodes").beginArray();
        plan.newNodes().forEach(this::newNode);
        document.endArray();
        document.key("existing").beginArray();
        plan.existing().forEach(this::existing);
        document.endArray();
        document.key("unschedulable").beginArray();
        plan.unschedulable().forEach(this::unschedulable);
        document.endArray();
        document.key("ignored").beginArray();
        plan.ignored().forEach(this::ignored);
        document.endArray();
        document.field("notes", answer.notes().stream().map(Prose::inline).toList());
        if (answer.cluster().nodes() > 0) {
            cluster(answer);
        }
        if (!answer.explanations().isEmpty()) {
            explanations(answer.explanations());
        }
        document.endObject();
    }

    private void summary(Answer answer) {
        Plan plan = answer.plan();
        document.key("summary").beginObject();
        document.field("pods", plan.pods());
        document.field("scheduled", plan.scheduled());
        document.field("unschedulable", plan.unschedulable().size());
        document.field("newNodes", plan.newNodes().size());
        document.price("hourlyPrice", plan.hourlyPrice());
        document.field("priceModelled", plan.newNodes().stream().anyMatch(Plan.NewNode::priceModelled));
        document.field("policy", plan.policy().toString());
        document.share("firstFitHourlyPrice", plan.firstFitPrice());
        document.share(
                "lowerBound",
                plan.bound().isPresent()
                        ? OptionalDouble.of(plan.bound().get().hourlyPrice())
                        : OptionalDouble.empty());
        document.share("gap", plan.gap());
        document.field("boundIgnores", plan.bound().map(Bound::ignores).orElse(List.of()));
        document.endObject();
    }

    private void newNode(Plan.NewNode node) {
        document.beginObject();
        document.field("name", node.name());
        document.field("nodePool", node.nodePool());
        document.field("instanceType", node.instanceType());
        document.field("zone", node.zone());
        document.field("capacityType", node.capacityType());
        document.price("price", node.price());
        document.field("priceModelled", node.priceModelled());
        document.field("instanceTypeOptions", node.instanceTypeOptions());
        document.field("pods", node.pods());
        document.field("requests", node.requests().toQuantities());
        document.field("allocatable", node.allocatable().toQuantities());
        document.endObject();
    }

    private void existing(Plan.Existing existing) {
        document.beginObject();
        document.field("node", existing.node());
        document.field("pods", existing.pods());
        document.endObject();
    }

    private void unschedulable(Plan.Unschedulable unschedulable) {
        document.beginObject();
        document.field("pod", unschedulable.pod());
        document.field(
                "reasons", unschedulable.reasons().stream().map(Prose::inline).toList());
        document.endObject();
    }

    private void ignored(Plan.Ignored ignored) {
        document.beginObject();
        document.field("pod", ignored.pod());
        document.field("reason", ignored.reason());
        document.endObject();
    }

    private void cluster(Answer answer) {
        ClusterPrice cluster = answer.cluster();
        document.key("cluster").beginObject();
        document.field("nodes", cluster.nodes());
        document.field("unpricedNodes", cluster.unpriced());
        document.price("hourlyPriceBefore", cluster.hourly());
        document.price("hourlyPriceAfter", cluster.hourly() + answer.plan().hourlyPrice());
        document.field("priceModelled", cluster.modelled());
        document.endObject();
    }

    private void explanations(List<Answer.Explained> explanations) {
        document.key("explanations").beginArray();
        for (Answer.Explained explained : explanations) {
            document.beginObject();
            document.field("subject", explained.subject());
            document.key("reason");
            reason(explained.reason());
            document.endObject();
        }
        document.endArray();
    }

    private void reason(Reason reason) {
        document.beginObject();
        document.field("text", reason.text());
        document.key("because").beginArray();
        reason.because().forEach(this::reason);
        document.endArray();
        document.endObject();
    }
}
