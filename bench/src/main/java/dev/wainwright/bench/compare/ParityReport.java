package dev.wainwright.bench.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The outcome as a page: a table by kind, then every difference by case. */
final class ParityReport {
    /** Price ratios nearer to 1 than this are not worth a line. */
    private static final double WORTH_TELLING = 0.02;

    private static final int LINES_PER_CASE = 6;

    private final List<Comparison> comparisons;

    ParityReport(List<Comparison> comparisons) {
        this.comparisons = comparisons;
    }

    String markdown() {
        return """
                # Beside Karpenter

                Seeded cases, planned by Karpenter 1.14's scheduler and by FirstFit, both judged by the independent checker.
                `bench/compare.sh` makes this page. Prices are compared where both place the same pods and Karpenter's plan is right.

                """ + table() + "\n## Differences\n\n" + differences();
    }

    private String table() {
        Map<String, KindRow> rows = new LinkedHashMap<>();
        var all = new KindRow("all");
        for (Comparison comparison : comparisons) {
            rows.computeIfAbsent(comparison.question().kind(), KindRow::new).add(comparison);
            all.add(comparison);
        }
        var table = new StringBuilder(KindRow.HEAD);
        rows.values().forEach(row -> table.append(row.markdown()));
        return table.append(all.markdown()).toString();
    }

    private String differences() {
        var text = new StringBuilder();
        comparisons.stream()
                .sorted(Comparator.comparing(comparison -> comparison.question().name()))
                .forEach(comparison -> {
                    List<String> lines = differences(comparison);
                    if (!lines.isEmpty()) {
                        text.append("- **%s**\n".formatted(comparison.question().name()));
                        lines.forEach(line -> text.append("  - ").append(line).append('\n'));
                    }
                });
        return text.isEmpty() ? "None.\n" : text.toString();
    }

    private static List<String> differences(Comparison comparison) {
        var lines = new ArrayList<String>();
        list(lines, "we break", comparison.ours().broken());
        list(lines, "Karpenter breaks", comparison.karpenters().broken());
        list(lines, "only we place", comparison.onlyOurs());
        list(lines, "only Karpenter places", comparison.onlyKarpenters());
        if (comparison.isComparable() && Math.abs(comparison.priceRatio() - 1) > WORTH_TELLING) {
            lines.add(String.format(
                    Locale.ROOT,
                    "price %.4f of Karpenter's: %.4f against %.4f $/h, %d nodes against %d",
                    comparison.priceRatio(),
                    comparison.ours().price(),
                    comparison.karpenters().price(),
                    comparison.ours().plan().nodes().size(),
                    comparison.karpenters().plan().nodes().size()));
        }
        return lines;
    }

    private static void list(List<String> lines, String what, List<?> items) {
        items.stream().limit(LINES_PER_CASE).forEach(item -> lines.add(what + " " + item));
        if (items.size() > LINES_PER_CASE) {
            lines.add("%s %d more".formatted(what, items.size() - LINES_PER_CASE));
        }
    }
}
