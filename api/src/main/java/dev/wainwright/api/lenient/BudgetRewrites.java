package dev.wainwright.api.lenient;

import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Disruption budgets: schedules without a duration, hours that run backwards, reasons that do not exist. */
final class BudgetRewrites {
    private BudgetRewrites() {}

    /** The budget with its faults mended; empty when nothing of it is left. */
    static Optional<Tree> rewrite(Tree item, int position, Said said) {
        if (!(item instanceof Tree.Mapping budget)) {
            return Optional.of(item);
        }
        String path = "spec.disruption.budgets[" + position + "]";
        Tree.Mapping mended = duration(schedule(budget, path, said), path, said);
        return reasons(mended, path, said);
    }

    /**
     * People write the hours that a budget is for into the schedule, but a schedule says when a period begins. An hour from
     * each of those times on covers just what they mean.
     */
    private static Tree.Mapping duration(Tree.Mapping budget, String path, Said said) {
        if (Edits.isMissing(budget, "schedule") || !Edits.isMissing(budget, "duration")) {
            return budget;
        }
        said.rewrite(
                path + ".duration",
                budget,
                "schedule and duration go together, for a schedule says only when a budget begins; set to 1h from each time"
                        + " that \"" + budget.text("schedule", "") + "\" names");
        return budget.with("duration", Edits.text("1h", budget));
    }

    private static Tree.Mapping schedule(Tree.Mapping budget, String path, Said said) {
        if (!(budget.get("schedule") instanceof Tree.Text schedule)) {
            return budget;
        }
        String[] fields = schedule.value().trim().split("\\s+");
        if (fields.length != 5) {
            return budget;
        }
        fields[1] = forwards(fields[1]);
        String mended = String.join(" ", fields);
        if (mended.equals(String.join(" ", schedule.value().trim().split("\\s+")))) {
            return budget;
        }
        said.rewrite(
                path + ".schedule",
                schedule,
                "an hour range cannot run over midnight; \"" + schedule.value() + "\" became \"" + mended + "\"");
        return budget.with("schedule", Edits.text(mended, schedule));
    }

    /** {@code 19-7} as {@code 19-23,0-7}. */
    private static String forwards(String hours) {
        var ranges = new ArrayList<String>();
        for (String range : hours.split(",", -1)) {
            String[] ends = range.split("-", -1);
            boolean backwards = ends.length == 2
                    && ends[0].matches("[0-9]{1,2}")
                    && ends[1].matches("[0-9]{1,2}")
                    && Integer.parseInt(ends[0]) > Integer.parseInt(ends[1]);
            if (backwards) {
                ranges.add(ends[0] + "-23");
                ranges.add("0-" + ends[1]);
            } else {
                ranges.add(range);
            }
        }
        return String.join(",", ranges);
    }

    private static Optional<Tree> reasons(Tree.Mapping budget, String path, Said said) {
        if (!(budget.get("reasons") instanceof Tree.Sequence reasons)) {
            return Optional.of(budget);
        }
        var kept = new LinkedHashSet<Tree>();
        boolean changed = false;
        for (Tree reason : reasons.items()) {
            String name = reason instanceof Tree.Text text ? text.value() : "";
            changed |= name.equals("Consolidation") || name.equals("Expired");
            kept.addAll(reason(name, reason, path + ".reasons", said));
        }
        if (!changed) {
            return Optional.of(budget);
        }
        if (kept.isEmpty()) {
            said.rewrite(path, budget, "no reason is left, and a budget without reasons is for all of them; dropped");
            return Optional.empty();
        }
        return Optional.of(budget.with("reasons", new Tree.Sequence(List.copyOf(kept), reasons.line())));
    }

    private static List<Tree> reason(String name, Tree reason, String path, Said said) {
        return switch (name) {
            case "Consolidation" -> {
                said.rewrite(
                        path,
                        reason,
                        "the reasons are Underutilized, Empty and Drifted; Consolidation became the first two");
                yield List.of(Edits.text("Underutilized", reason), Edits.text("Empty", reason));
            }
            case "Expired" -> {
                said.rewrite(path, reason, "expiration heeds no budget since v1; Expired dropped");
                yield List.of();
            }
            default -> List.of(reason);
        };
    }
}
