package dev.wainwright.cli.plan;

import dev.wainwright.cli.output.Document;
import dev.wainwright.cli.output.Money;
import dev.wainwright.cli.output.Prose;
import dev.wainwright.solver.Bound;
import dev.wainwright.solver.Plan;
import java.util.List;
import java.util.OptionalDouble;

/** Plans side by side, for programs; {@code docs/plan-json.md} promises the shape. */
final class ComparisonDocument {
    private final Document document;

    private ComparisonDocument(Document document) {
        this.document = document;
    }

    static void write(Comparison comparison, Document document) {
        new ComparisonDocument(document).write(comparison);
        document.end();
    }

    private void write(Comparison comparison) {
        document.beginObject();
        document.share("lowerBound", comparison.lowerBound());
        document.field("boundIgnores", comparison.bound().map(Bound::ignores).orElse(List.of()));
        document.key("plans").beginArray();
        comparison.contenders().forEach(this::contender);
        document.endArray();
        document.field("notes", comparison.notes().stream().map(Prose::inline).toList());
        document.endObject();
    }

    private void contender(Contender contender) {
        Plan plan = contender.plan();
        document.beginObject();
        document.field("name", contender.name());
        document.field("pods", plan.pods());
        document.field("scheduled", plan.scheduled());
        document.field("unschedulable", plan.unschedulable().size());
        document.field("newNodes", plan.newNodes().size());
        document.price("hourlyPrice", plan.hourlyPrice());
        document.price("monthlyPrice", plan.hourlyPrice() * Money.HOURS_PER_MONTH);
        document.field("priceModelled", contender.isPriceModelled());
        document.share("gap", contender.gap());
        document.key("utilisation").beginObject();
        document.share("cpu", contender.cpu());
        document.share("memory", contender.memory());
        document.endObject();
        document.key("blastRadius");
        contender.blastRadius().ifPresentOrElse(this::blastRadius, document::nothing);
        document.key("instanceTypes").beginObject();
        contender.instanceTypes().forEach(document::field);
        document.endObject();
        document.endObject();
    }

    private void blastRadius(BlastRadius radius) {
        document.beginObject();
        document.share("share", OptionalDouble.of(radius.share()));
        document.field("pods", radius.pods());
        document.field("of", radius.of());
        document.field("workload", radius.workload());
        document.field("node", radius.node());
        document.endObject();
    }
}
