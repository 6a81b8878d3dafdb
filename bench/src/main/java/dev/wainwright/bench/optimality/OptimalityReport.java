package dev.wainwright.bench.optimality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** The outcome as a page: the aims, a table by family, one by size, and every question on its own. */
final class OptimalityReport {
    private static final int AIMED_PODS = 200;
    private static final int PROVEN_PODS = 30;
    private static final int FARTHEST = 15;
    private static final String RATIO = "%.3f";

    private final List<Line> lines;

    OptimalityReport(List<Line> lines) {
        this.lines = lines;
    }

    /** @param timing a section of its own; may be empty */
    String markdown(String head, String timing) {
        return head + aims() + timing + """

                ## Price over bound

                Median / 95th percentile / largest.

                """ + prices("family", byFamily()) + "\n" + prices("pods", bySize()) + """

                ## Pods, rules and time

                Pods and broken rules are CostOptimal's / FirstFit's / Karpenter's; the questions without answer are Karpenter's.
                Times are median / 95th percentile / largest.

                """
                + work("family", byFamily()) + "\n" + work("pods", bySize()) + """

                ## What the bound leaves out

                """ + ignored() + """

                ## Farthest from the bound

                """ + farthest()
                + "\n## Rules broken\n\n"
                + breaks() + "\n## Every question\n\n" + everything();
    }

    private String aims() {
        List<Line> large = where(line -> line.spec().pods() >= AIMED_PODS);
        List<Line> small = where(line -> line.spec().pods() <= PROVEN_PODS);
        Spread ratio = Spread.of(large, line -> line.overBound(line.costOptimal()));
        return """
                | aim | reached |
                |---|---|
                | from %d pods up, price over bound ≤ 1.01 on the median | %.4f (%d of %d questions have a bound to compare with) |
                | … and ≤ 1.03 at the 95th percentile | %.4f |
                | up to %d pods, the optimum proven | %d of %d |
                | never above FirstFit | dearer %d times, cheaper %d times, the same %d times |
                | no rule broken | %d breaks |
                """.formatted(
                        AIMED_PODS,
                        ratio.median(),
                        ratio.count(),
                        large.size(),
                        ratio.at(0.95),
                        PROVEN_PODS,
                        small.stream().filter(Line::isProven).count(),
                        small.size(),
                        against(lines, -1),
                        against(lines, 1),
                        against(lines, 0),
                        lines.stream()
                                .mapToInt(line -> line.costOptimal().broken().size())
                                .sum());
    }

    private List<Line> where(Predicate<Line> holds) {
        return lines.stream().filter(holds).toList();
    }

    private Map<String, List<Line>> byFamily() {
        var groups = new LinkedHashMap<String, List<Line>>();
        for (Line line : lines) {
            groups.computeIfAbsent(line.spec().family().title(), name -> new ArrayList<>())
                    .add(line);
        }
        groups.put("all", lines);
        return groups;
    }

    private Map<String, List<Line>> bySize() {
        var sizes = new TreeMap<Integer, List<Line>>();
        for (Line line : lines) {
            sizes.computeIfAbsent(line.spec().pods(), pods -> new ArrayList<>()).add(line);
        }
        var groups = new LinkedHashMap<String, List<Line>>();
        sizes.forEach((pods, group) -> groups.put(String.format(Locale.ROOT, "%,d", pods), group));
        return groups;
    }

    private static String prices(String by, Map<String, List<Line>> groups) {
        var table = new StringBuilder("""
                | %s | questions | CostOptimal ÷ bound | FirstFit ÷ bound | Karpenter ÷ bound | Karpenter ÷ CostOptimal | proven optimal | cheaper / same / dearer than FirstFit |
                |---|---:|---:|---:|---:|---:|---:|---:|
                """.formatted(by));
        groups.forEach((name, group) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %s | %s | %d | %d / %d / %d |%n",
                name,
                group.size(),
                Spread.of(group, line -> line.overBound(line.costOptimal())).text(RATIO),
                Spread.of(group, line -> line.overBound(line.firstFit())).text(RATIO),
                Spread.of(group, line -> karpenter(line, line::overBound)).text(RATIO),
                Spread.of(group, line -> karpenter(line, line::overOurs)).text(RATIO),
                group.stream().filter(Line::isProven).count(),
                against(group, 1),
                against(group, 0),
                against(group, -1))));
        return table.toString();
    }

    private static long against(List<Line> group, int sign) {
        return group.stream()
                .filter(line -> line.against(line.firstFit()) == sign)
                .count();
    }

    private static String work(String by, Map<String, List<Line>> groups) {
        var table = new StringBuilder("""
                | %s | pods placed | rules broken | without answer | ms: CostOptimal | FirstFit | Karpenter |
                |---|---:|---:|---:|---:|---:|---:|
                """.formatted(by));
        groups.forEach((name, group) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %d | %s | %s | %s |%n",
                name,
                each(group, Outcome::placed),
                each(group, outcome -> outcome.broken().size()),
                group.stream().filter(line -> line.karpenter().isEmpty()).count(),
                times(group, line -> OptionalDouble.of(line.costOptimal().seconds())),
                times(group, line -> OptionalDouble.of(line.firstFit().seconds())),
                times(group, line -> karpenter(line, it -> OptionalDouble.of(it.seconds()))))));
        return table.toString();
    }

    /** The sums for CostOptimal, FirstFit and Karpenter. */
    private static String each(List<Line> group, ToIntFunction<Outcome> figure) {
        return String.format(
                Locale.ROOT,
                "%,d / %,d / %,d",
                group.stream()
                        .mapToInt(line -> figure.applyAsInt(line.costOptimal()))
                        .sum(),
                group.stream()
                        .mapToInt(line -> figure.applyAsInt(line.firstFit()))
                        .sum(),
                group.stream()
                        .flatMap(line -> line.karpenter().stream())
                        .mapToInt(figure)
                        .sum());
    }

    private static OptionalDouble karpenter(Line line, Function<Outcome, OptionalDouble> figure) {
        return line.karpenter().map(figure).orElse(OptionalDouble.empty());
    }

    private static String times(List<Line> group, Function<Line, OptionalDouble> seconds) {
        return Spread.of(group, line -> {
                    OptionalDouble one = seconds.apply(line);
                    return one.isPresent() ? OptionalDouble.of(one.getAsDouble() * 1e3) : one;
                })
                .text("%,.1f");
    }

    private String farthest() {
        var text = new StringBuilder();
        lines.stream()
                .filter(line -> line.overBound(line.costOptimal()).isPresent())
                .sorted(Comparator.comparingDouble((Line line) ->
                                line.overBound(line.costOptimal()).orElseThrow())
                        .reversed())
                .limit(FARTHEST)
                .forEach(line -> text.append(String.format(
                        Locale.ROOT,
                        "- %s, %s: %.4f%n",
                        line.spec().name(),
                        line.spec().offerTitle(),
                        line.overBound(line.costOptimal()).orElseThrow())));
        return text.isEmpty() ? "There are no bounds.\n" : text.toString();
    }

    private String ignored() {
        var counts = new TreeMap<String, Integer>();
        lines.forEach(line -> new TreeSet<>(line.ignored()).forEach(rule -> counts.merge(rule, 1, Integer::sum)));
        var text = new StringBuilder();
        counts.forEach((rule, count) -> text.append("- %s: %d questions%n".formatted(rule, count)));
        return text.isEmpty() ? "Nothing.\n" : text.toString();
    }

    private String breaks() {
        var text = new StringBuilder();
        for (Line line : lines) {
            tell(text, line, "CostOptimal", line.costOptimal());
            tell(text, line, "FirstFit", line.firstFit());
            line.karpenter().ifPresent(outcome -> tell(text, line, "Karpenter", outcome));
        }
        return text.isEmpty() ? "None.\n" : text.toString();
    }

    private static void tell(StringBuilder text, Line line, String who, Outcome outcome) {
        if (!outcome.isRight()) {
            text.append("- %s, %s: %d, such as %s%n"
                    .formatted(
                            line.spec().name(),
                            who,
                            outcome.broken().size(),
                            outcome.broken().getFirst()));
        }
    }

    private String everything() {
        var text = new StringBuilder("""
                <details><summary>Prices in $/h</summary>

                | question | offer | classes | bound | CostOptimal | over bound | FirstFit | Karpenter | nodes: CostOptimal / FirstFit / Karpenter | ms |
                |---|---|---:|---:|---:|---:|---:|---:|---:|---:|
                """);
        lines.forEach(line -> text.append(one(line)));
        return text.append("\n</details>\n").toString();
    }

    private static String one(Line line) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %s | %.4f | %s | %.4f | %s | %d / %d / %s | %,.1f |%n",
                line.spec().name(),
                line.spec().offerTitle(),
                line.spec().classes(),
                number("%.4f", line.bound()),
                line.costOptimal().price(),
                number("%.4f", line.overBound(line.costOptimal())),
                line.firstFit().price(),
                line.karpenter()
                        .map(it -> String.format(Locale.ROOT, "%.4f", it.price()))
                        .orElse("–"),
                line.costOptimal().nodes(),
                line.firstFit().nodes(),
                line.karpenter().map(it -> Integer.toString(it.nodes())).orElse("–"),
                line.costOptimal().seconds() * 1e3);
    }

    private static String number(String format, OptionalDouble number) {
        return number.isPresent() ? String.format(Locale.ROOT, format, number.getAsDouble()) : "–";
    }
}
