package dev.wainwright.simulation.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Figures over time as lines, or as areas on top of each other, with a legend and the same as a table.
 *
 * @param id unique on the page
 * @param at the times of the values, in seconds
 * @param end where the time axis ends
 * @param ticks of the values' axis
 * @param axis a value as the axis shows it
 * @param exact a value as the table shows it
 */
record TimeChart(
        String id,
        String title,
        String about,
        List<Series> series,
        boolean stacked,
        double[] at,
        double end,
        Ticks ticks,
        DoubleFunction<String> axis,
        DoubleFunction<String> exact,
        List<Mark> marks) {
    private static final double WIDTH = 640;
    private static final double HEIGHT = 250;
    private static final double LEFT = 62;
    private static final double RIGHT = 626;
    private static final double TOP = 22;
    private static final double BOTTOM = 222;

    /** Something that happened from outside, numbered. */
    record Mark(int number, double at, String what) {}

    void draw(Markup out) {
        out.open("figure", "class", "chart");
        out.open("figcaption").leaf("h3", title);
        legend(out);
        out.close("figcaption");
        svg(out);
        out.raw("<p class=\"readout\" aria-live=\"polite\"></p>\n");
        table(out);
        out.close("figure");
    }

    private void legend(Markup out) {
        if (series.size() < 2) {
            return;
        }
        out.open("ul", "class", "legend");
        series.forEach(each -> {
            out.open("li").raw("<span class=\"swatch b" + each.colour() + "\"></span>");
            out.text(each.name()).close("li");
        });
        out.close("ul");
    }

    private void svg(Markup out) {
        out.open(
                "svg",
                "viewBox",
                "0 0 " + Texts.at(WIDTH) + " " + Texts.at(HEIGHT),
                "role",
                "img",
                "tabindex",
                "0",
                "aria-labelledby",
                id + "-t " + id + "-d",
                "data-left",
                Texts.at(LEFT),
                "data-right",
                Texts.at(RIGHT),
                "data-end",
                Texts.at(end));
        out.leaf("title", title, "id", id + "-t");
        out.leaf("desc", about, "id", id + "-d");
        axes(out);
        if (stacked) {
            areas(out);
        } else {
            series.forEach(each -> out.shape("path", "class", "line c" + each.colour(), "d", path(outline(each), "M")));
        }
        marks.forEach(mark -> mark(out, mark));
        line(out, "cursor", LEFT, TOP, LEFT, BOTTOM);
        out.close("svg");
    }

    private void axes(Markup out) {
        ticks.values().forEach(value -> {
            line(out, value == 0 ? "base" : "grid", LEFT, y(value), RIGHT, y(value));
            label(out, LEFT - 8, y(value) + 4, "value", axis.apply(value));
        });
        for (double time : Ticks.times(end).values()) {
            if (time <= end) {
                line(out, "base", x(time), BOTTOM, x(time), BOTTOM + 4);
                label(out, x(time), BOTTOM + 19, "time", Texts.tick(time));
            }
        }
    }

    private void mark(Markup out, Mark mark) {
        out.open("g", "class", "mark");
        out.leaf("title", Texts.span(mark.at()) + ": " + mark.what());
        line(out, "event", x(mark.at()), TOP, x(mark.at()), BOTTOM);
        label(out, x(mark.at()), TOP - 6, "time", Integer.toString(mark.number()));
        out.close("g");
    }

    private void areas(Markup out) {
        double[] below = new double[at.length];
        for (Series each : series) {
            Series above = each.plus(below);
            List<double[]> edge = outline(above);
            List<double[]> floor = outline(new Series("", 0, below, each.stepped()));
            Collections.reverse(floor);
            out.open("path", "class", "area f" + each.colour(), "d", path(edge, "M") + path(floor, "L") + "Z");
            out.leaf("title", each.name()).close("path");
            below = above.values();
        }
    }

    /** Points of a line; those in the middle of a level stretch are left out. */
    private List<double[]> outline(Series line) {
        var points = new ArrayList<double[]>();
        double[] values = line.values();
        for (int i = 0; i < values.length; i++) {
            boolean changed = i == 0 || values[i] != values[i - 1];
            if (changed && i > 0 && line.stepped()) {
                points.add(new double[] {x(at[i]), y(values[i - 1])});
            }
            if (changed || i == values.length - 1 || values[i] != values[i + 1]) {
                points.add(new double[] {x(at[i]), y(values[i])});
            }
        }
        return points;
    }

    private static String path(List<double[]> points, String first) {
        var text = new StringBuilder();
        for (double[] point : points) {
            text.append(text.isEmpty() ? first : "L").append(Texts.at(point[0]));
            text.append(' ').append(Texts.at(point[1]));
        }
        return text.toString();
    }

    private void table(Markup out) {
        out.raw("<details><summary>As a table</summary>");
        out.open("div", "class", "scroll", "tabindex", "0").open("table");
        out.open("thead").open("tr").raw("<th scope=\"col\">Time</th>");
        series.forEach(each -> out.leaf("th", each.name(), "scope", "col"));
        out.close("tr").close("thead").open("tbody");
        for (int i = 0; i < at.length; i++) {
            out.open("tr", "data-at", Texts.at(at[i]));
            out.leaf("th", Texts.span(at[i]), "scope", "row");
            for (Series each : series) {
                out.leaf("td", exact.apply(each.values()[i]));
            }
            out.close("tr");
        }
        out.close("tbody").close("table").close("div").close("details");
    }

    private static void line(Markup out, String kind, double x1, double y1, double x2, double y2) {
        out.shape(
                "line", "class", kind, "x1", Texts.at(x1), "y1", Texts.at(y1), "x2", Texts.at(x2), "y2", Texts.at(y2));
    }

    private static void label(Markup out, double x, double y, String kind, String text) {
        out.leaf("text", text, "class", kind, "x", Texts.at(x), "y", Texts.at(y));
    }

    private double x(double time) {
        return LEFT + (end == 0 ? 0 : time / end) * (RIGHT - LEFT);
    }

    private double y(double value) {
        return BOTTOM - value / ticks.top() * (BOTTOM - TOP);
    }
}
