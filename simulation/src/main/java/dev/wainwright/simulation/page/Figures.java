package dev.wainwright.simulation.page;

import dev.wainwright.simulation.report.Report;
import dev.wainwright.simulation.report.Report.Quantiles;
import dev.wainwright.simulation.report.Report.Summary;
import java.util.List;

/** The figures that count, as tiles for one report and as a table for several. */
final class Figures {
    private Figures() {}

    /** A figure with what belongs to it. */
    private record Figure(String name, String value, String more) {}

    static void tiles(Markup out, Report report) {
        out.open("dl", "class", "tiles");
        of(report.summary())
                .forEach(each -> out.open("div")
                        .leaf("dt", each.name())
                        .leaf("dd", each.value(), "class", "value")
                        .leaf("dd", each.more())
                        .close("div"));
        out.close("dl");
    }

    static void table(Markup out, List<Report> reports, List<String> names) {
        out.open("div", "class", "wide", "tabindex", "0").open("table", "class", "compare");
        out.open("thead").open("tr").raw("<td></td>");
        names.forEach(name -> out.leaf("th", name, "scope", "col"));
        out.close("tr").close("thead").open("tbody");
        List<List<Figure>> columns =
                reports.stream().map(each -> of(each.summary())).toList();
        for (int i = 0; i < columns.getFirst().size(); i++) {
            out.open("tr").leaf("th", columns.getFirst().get(i).name(), "scope", "row");
            for (List<Figure> column : columns) {
                Figure figure = column.get(i);
                out.open("td").leaf("b", figure.value()).raw("<br>").leaf("small", figure.more());
                out.close("td");
            }
            out.close("tr");
        }
        out.close("tbody").close("table").close("div");
    }

    private static List<Figure> of(Summary summary) {
        Quantiles ready = summary.readySeconds();
        double hours = summary.simulatedSeconds() / 3600;
        return List.of(
                new Figure(
                        "Ready within (P95)",
                        ready.count() == 0 ? "–" : Texts.span(ready.p95()),
                        "P50 " + Texts.span(ready.p50()) + ", P99 " + Texts.span(ready.p99()) + ", most "
                                + Texts.span(ready.max())),
                new Figure(
                        "Reaction (P95)",
                        ready.count() == 0
                                ? "–"
                                : Texts.span(summary.reactionSeconds().p95()),
                        "from what called for pods until they are ready"),
                new Figure(
                        "Pods ready",
                        Texts.count(summary.podsReady()),
                        "of " + Texts.count(summary.podsCreated()) + "; " + Texts.count(summary.podsNeverReady())
                                + " never"),
                new Figure(
                        "Cost",
                        Texts.dollars(summary.dollars()),
                        Texts.dollars(hours == 0 ? 0 : summary.dollars() / hours) + " per hour on average"),
                new Figure(
                        "Nodes at most",
                        Texts.count(summary.peakNodes()),
                        Texts.count(summary.launches()) + " launched, " + Texts.number(summary.nodeHours())
                                + " node hours"),
                new Figure(
                        "CPU asked for",
                        Texts.percent(summary.cpuUtilization()),
                        "of what nodes have; memory " + Texts.percent(summary.memoryUtilization())),
                new Figure(
                        "Evictions",
                        Texts.count(summary.evictions()),
                        "of pods; " + Texts.count(summary.interruptions()) + " spot interruptions"),
                new Figure(
                        "Without a place",
                        Texts.number(summary.unschedulablePodMinutes()),
                        "pod minutes in which no node would do"));
    }
}
