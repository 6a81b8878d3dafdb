package dev.wainwright.simulation.page;

import dev.wainwright.simulation.report.Report;
import dev.wainwright.simulation.report.Report.Moment;
import dev.wainwright.simulation.report.Report.TypeCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** The charts over time. All reports share their scales and colours, so that what looks alike is alike. */
final class Timelines {
    private static final int COLOURS = 7;
    private static final String OTHERS = "other types";

    private final List<Report> reports;
    private final List<String> names;
    private final double end;
    private final List<String> types;

    Timelines(List<Report> reports, List<String> names) {
        this.reports = reports;
        this.names = names;
        this.end = reports.stream()
                .mapToDouble(each -> each.summary().simulatedSeconds())
                .max()
                .orElse(0);
        this.types = types(reports);
    }

    /** The types of which there were most at a time, in any report. */
    private static List<String> types(List<Report> reports) {
        var most = new TreeMap<String, Integer>();
        for (Report report : reports) {
            for (Moment moment : report.timeline()) {
                moment.types().forEach(each -> most.merge(name(each), each.count(), Math::max));
            }
        }
        return most.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most.size() == COLOURS + 1 ? COLOURS + 1 : COLOURS)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String name(TypeCount each) {
        return (each.type().isEmpty() ? "unknown type" : each.type()) + " " + each.capacityType();
    }

    TimeChart nodes(int number) {
        Ticks ticks = Ticks.values(most(Moment::nodes), true);
        return chart(number, "nodes", "Nodes by type", nodesByType(reports.get(number)), true, ticks, Texts::whole);
    }

    private List<Series> nodesByType(Report report) {
        List<Moment> moments = report.timeline();
        Map<String, double[]> counts = new LinkedHashMap<>();
        types.forEach(type -> counts.put(type, new double[moments.size()]));
        double[] others = new double[moments.size()];
        for (int i = 0; i < moments.size(); i++) {
            for (TypeCount each : moments.get(i).types()) {
                counts.getOrDefault(name(each), others)[i] += each.count();
            }
        }
        counts.put(OTHERS, others);
        var series = new ArrayList<Series>();
        counts.forEach((name, values) -> {
            var each = new Series(name, types.indexOf(name) + 1, values, true);
            if (each.most() > 0) {
                series.add(each);
            }
        });
        return series;
    }

    TimeChart pods(int number) {
        Ticks ticks = Ticks.values(Math.max(most(Moment::pending), most(Moment::running)), true);
        List<Series> series = List.of(
                series(number, "without a node", 8, Moment::pending),
                series(number, "on a node", 1, Moment::running),
                series(number, "ready", 2, Moment::ready));
        return chart(number, "pods", "Pods", series, false, ticks, Texts::whole);
    }

    TimeChart dollarsPerHour(int number) {
        Ticks ticks = Ticks.values(most(Moment::dollarsPerHour), false);
        List<Series> series = List.of(series(number, "$ per hour", 1, Moment::dollarsPerHour));
        return chart(number, "rate", "Price of all nodes, $ per hour", series, false, ticks, Texts::dollars);
    }

    TimeChart dollars(int number) {
        Ticks ticks = Ticks.values(most(Moment::dollars), false);
        List<Moment> moments = reports.get(number).timeline();
        List<Series> series = List.of(new Series("$ so far", 1, values(moments, Moment::dollars), false));
        return chart(number, "dollars", "Paid so far, $", series, false, ticks, Texts::dollars);
    }

    TimeChart utilisation(int number) {
        List<Series> series = List.of(
                series(number, "CPU", 1, Moment::cpuUtilization),
                series(number, "memory", 2, Moment::memoryUtilization));
        double most = Math.max(most(Moment::cpuUtilization), most(Moment::memoryUtilization));
        Ticks ticks = Ticks.values(Math.max(1, most), false);
        return chart(number, "use", "Asked for of what nodes have", series, false, ticks, Texts::percent);
    }

    private TimeChart chart(
            int number,
            String id,
            String title,
            List<Series> series,
            boolean stacked,
            Ticks ticks,
            DoubleFunction<String> exact) {
        Report report = reports.get(number);
        boolean money = exact.apply(0).startsWith("$");
        return new TimeChart(
                "r" + number + "-" + id,
                reports.size() == 1 ? title : title + ": " + names.get(number),
                about(report, series, exact),
                series,
                stacked,
                values(report.timeline(), Moment::at),
                end,
                ticks,
                money ? value -> Texts.axisDollars(value, ticks.step()) : exact,
                exact,
                Marks.of(report));
    }

    /** What somebody who does not see the chart should know. */
    private String about(Report report, List<Series> series, DoubleFunction<String> exact) {
        var text = new StringBuilder(report.scenario() + ", from 0 to " + Texts.span(end) + ".");
        series.forEach(each -> {
            double[] values = each.values();
            String last = values.length == 0 ? "none" : exact.apply(values[values.length - 1]);
            text.append(' ').append(each.name()).append(": at most ").append(exact.apply(each.most()));
            text.append(", in the end ").append(last).append('.');
        });
        return text.toString();
    }

    private Series series(int number, String name, int colour, ToDoubleFunction<Moment> figure) {
        return new Series(name, colour, values(reports.get(number).timeline(), figure), true);
    }

    private static double[] values(List<Moment> moments, ToDoubleFunction<Moment> figure) {
        return moments.stream().mapToDouble(figure).toArray();
    }

    private double most(ToDoubleFunction<Moment> figure) {
        return reports.stream()
                .flatMap(each -> each.timeline().stream())
                .mapToDouble(figure)
                .max()
                .orElse(0);
    }
}
