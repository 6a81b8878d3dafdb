package dev.wainwright.simulation.page;

import dev.wainwright.simulation.report.Report;
import dev.wainwright.simulation.report.Report.Quantiles;
import dev.wainwright.simulation.report.Report.StageTime;
import dev.wainwright.simulation.report.Report.Workload;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * How long pods took until they were ready: two bars per workload, of the stages' P50 and P95 one after another. Percentiles
 * do not add up, so a line marks where the same percentile of the whole is.
 */
final class StageBars {
    private static final int MOST = 24;
    private static final int MOST_ROWS = 500;
    private static final List<String> ORDER = List.of(
            "create", "queue", "batch", "solve", "launch", "boot", "join", "schedule", "image", "start", "ready");
    private static final int COLOURS = 8;

    private final double longest;

    StageBars(List<Report> reports) {
        this.longest = reports.stream()
                .flatMap(each -> each.workloads().stream())
                .mapToDouble(each -> Math.max(
                        each.reactionSeconds().p95(), Math.max(sum(each, Quantiles::p95), sum(each, Quantiles::p50))))
                .max()
                .orElse(0);
    }

    private static double sum(Workload workload, ToDoubleFunction<Quantiles> rank) {
        return workload.stages().stream()
                .mapToDouble(each -> rank.applyAsDouble(each.seconds()))
                .sum();
    }

    void draw(Markup out, Report report) {
        List<Workload> largest = report.workloads().stream()
                .filter(each -> each.readySeconds().count() > 0)
                .sorted(Comparator.comparingLong(Workload::pods).reversed().thenComparing(Workload::name))
                .limit(MOST)
                .toList();
        out.open("div", "class", "bars");
        legend(out, largest);
        largest.forEach(each -> bars(out, each));
        out.close("div");
        table(out, report.workloads());
    }

    private static void legend(Markup out, List<Workload> workloads) {
        var stages =
                new TreeSet<String>(Comparator.comparingInt(StageBars::rank).thenComparing(each -> each));
        workloads.forEach(each -> each.stages().stream()
                .filter(stage -> stage.seconds().p95() > 0)
                .forEach(stage -> stages.add(stage.stage())));
        out.open("ul", "class", "legend");
        stages.forEach(stage -> out.open("li")
                .raw("<span class=\"swatch b" + colour(stage) + "\"></span>")
                .text(stage)
                .close("li"));
        out.close("ul");
    }

    private static int rank(String stage) {
        int rank = ORDER.indexOf(stage);
        return rank;
    }

    /** What is short as a rule shares a colour, so that the others differ; what is modelled comes before everything else. */
    private static int colour(String stage) {
        return switch (stage) {
            case "launch" -> 1;
            case "boot" -> 2;
            case "join" -> 3;
            case "image" -> 4;
            case "ready" -> 5;
            case "batch" -> 7;
            case "create" -> COLOURS;
            case "queue", "solve", "schedule", "start" -> 0;
            default -> 6;
        };
    }

    private void bars(Markup out, Workload workload) {
        Quantiles ready = workload.reactionSeconds();
        out.open("div", "class", "workload");
        out.leaf(
                "h4",
                workload.name() + " (" + Texts.count(workload.pods()) + (workload.pods() == 1 ? " pod)" : " pods)"));
        bar(out, workload, "P50", Quantiles::p50, ready.p50());
        bar(out, workload, "P95", Quantiles::p95, ready.p95());
        out.close("div");
    }

    private void bar(Markup out, Workload workload, String name, ToDoubleFunction<Quantiles> rank, double whole) {
        out.open("div", "class", "bar").leaf("span", name);
        out.open("svg", "viewBox", "0 0 1000 16", "preserveAspectRatio", "none", "role", "img");
        out.leaf("title", workload.name() + ", " + name + ": " + Texts.span(whole));
        double from = 0;
        for (StageTime stage : workload.stages()) {
            double seconds = rank.applyAsDouble(stage.seconds());
            if (seconds > 0) {
                rectangle(out, stage.stage(), from, seconds);
                from += seconds;
            }
        }
        String at = Texts.at(x(whole));
        out.shape("line", "class", "whole", "x1", at, "x2", at, "y1", "0", "y2", "16");
        out.close("svg").leaf("b", Texts.span(whole)).close("div");
    }

    private void rectangle(Markup out, String stage, double from, double seconds) {
        String width = Texts.at(x(seconds));
        out.open(
                "rect", "class", "f" + colour(stage), "x", Texts.at(x(from)), "y", "1", "height", "14", "width", width);
        out.leaf("title", stage + " " + Texts.span(seconds)).close("rect");
    }

    private double x(double seconds) {
        return longest == 0 ? 0 : seconds / longest * 1000;
    }

    private static void table(Markup out, List<Workload> workloads) {
        out.raw("<details><summary>As a table, in seconds</summary><div class=\"scroll\" tabindex=\"0\"><table>");
        out.raw("<thead><tr><th scope=\"col\">Workload</th><th scope=\"col\">Stage</th><th scope=\"col\">Pods</th>");
        out.raw("<th scope=\"col\">P50</th><th scope=\"col\">P95</th><th scope=\"col\">P99</th>");
        out.raw("<th scope=\"col\">Most</th></tr></thead><tbody>\n");
        workloads.stream().limit(MOST_ROWS).forEach(each -> {
            row(out, each.name(), "until ready", each.readySeconds());
            row(out, each.name(), "until it has a node", each.scheduledSeconds());
            row(out, each.name(), "from the cause until ready", each.reactionSeconds());
            each.stages().forEach(stage -> row(out, each.name(), stage.stage(), stage.seconds()));
        });
        out.raw("</tbody></table></div></details>\n");
        Lists.more(out, workloads.size() - MOST_ROWS, "workloads");
    }

    private static void row(Markup out, String workload, String stage, Quantiles seconds) {
        out.open("tr").leaf("th", workload, "scope", "row").leaf("td", stage, "class", "words");
        out.leaf("td", Texts.count(seconds.count()));
        for (double each : new double[] {seconds.p50(), seconds.p95(), seconds.p99(), seconds.max()}) {
            out.leaf("td", Texts.at(each));
        }
        out.close("tr");
    }
}
