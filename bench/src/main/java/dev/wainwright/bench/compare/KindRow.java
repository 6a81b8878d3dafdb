package dev.wainwright.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What the cases of one kind come to. */
final class KindRow {
    private final String kind;
    private final List<Comparison> comparisons = new ArrayList<>();

    KindRow(String kind) {
        this.kind = kind;
    }

    void add(Comparison comparison) {
        comparisons.add(comparison);
    }

    static final String HEAD = """
            | kind | cases | pods placed, ours / theirs | rules broken, ours / theirs | placed only by us / them (in a right plan) | \
            wishes missed, ours / theirs | price, ours ÷ theirs: sum (best … worst case) | $/h ours / theirs | seconds, ours / theirs |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|
            """;

    String markdown() {
        List<Comparison> priced =
                comparisons.stream().filter(Comparison::isComparable).toList();
        double ours = priced.stream().mapToDouble(c -> c.ours().price()).sum();
        double theirs = priced.stream().mapToDouble(c -> c.karpenters().price()).sum();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.0f / %.0f | %.0f / %.0f | %.0f / %.0f | %.0f / %.0f | %.4f (%.3f … %.3f, %d cases) | %.2f / %.2f | %.3f / %.2f |%n",
                kind.toLowerCase(Locale.ROOT).replace('_', '-'),
                comparisons.size(),
                sum(c -> c.ours().placed().size()),
                sum(c -> c.karpenters().placed().size()),
                sum(c -> c.ours().broken().size()),
                sum(c -> c.karpenters().broken().size()),
                sum(c -> c.onlyOurs().size()),
                sum(c -> c.karpenters().broken().isEmpty() ? c.onlyKarpenters().size() : 0),
                sum(c -> c.ours().missed()),
                sum(c -> c.karpenters().missed()),
                theirs == 0 ? 1 : ours / theirs,
                priced.stream().mapToDouble(Comparison::priceRatio).min().orElse(1),
                priced.stream().mapToDouble(Comparison::priceRatio).max().orElse(1),
                priced.size(),
                ours,
                theirs,
                sum(c -> c.ours().seconds()),
                sum(c -> c.karpenters().seconds()));
    }

    private double sum(ToDoubleFunction<Comparison> figure) {
        return comparisons.stream().mapToDouble(figure).sum();
    }
}
