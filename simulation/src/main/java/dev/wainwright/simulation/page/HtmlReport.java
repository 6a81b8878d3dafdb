package dev.wainwright.simulation.page;

import dev.wainwright.simulation.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * Reports as one page: several stand side by side, with the same scales. The page's policy lets nothing in but the style
 * and the script that it brings along; the same reports give the same bytes.
 */
public final class HtmlReport {
    private static final Pattern PARAGRAPHS = Pattern.compile("\\n\\s*\\n");

    private final List<Report> reports;
    private final List<String> names;
    private final Markup out = new Markup();

    private HtmlReport(List<Report> reports) {
        this.reports = reports;
        this.names = names(reports);
    }

    /** {@code reports} must not be empty. */
    public static String page(List<Report> reports) {
        return new HtmlReport(reports).write();
    }

    /** A report is called by its scenario, and by its policy and seed where these differ. */
    private static List<String> names(List<Report> reports) {
        boolean policies = reports.stream().map(Report::policy).distinct().count() > 1;
        boolean seeds = reports.stream().map(Report::seed).distinct().count() > 1;
        return reports.stream()
                .map(each -> each.scenario()
                        + (policies ? ", " + each.policy() : "")
                        + (seeds ? ", seed " + each.seed() : ""))
                .toList();
    }

    private String write() {
        String style = resource("page.css");
        String script = resource("page.js");
        String title = reports.size() == 1 ? names.getFirst() : "Scenarios side by side";
        out.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.open(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; style-src " + hash(style) + "; script-src " + hash(script));
        out.raw("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
        out.leaf("title", title + " – wain simulate");
        out.raw("<style>" + style + "</style>\n</head>\n<body class=\"of" + Math.min(reports.size(), 3) + "\">\n");
        header(title);
        out.raw("<main>\n");
        timelines();
        stages();
        lists();
        out.raw("</main>\n<script>" + script + "</script>\n</body>\n</html>\n");
        return out.toString();
    }

    private void header(String title) {
        out.open("header").leaf("h1", title);
        reports.stream()
                .map(Report::description)
                .distinct()
                .flatMap(PARAGRAPHS::splitAsStream)
                .filter(each -> !each.isBlank())
                .forEach(each -> out.leaf("p", each, "class", "description"));
        if (reports.size() == 1) {
            out.leaf("p", origin(reports.getFirst()), "class", "origin");
            Figures.tiles(out, reports.getFirst());
        } else {
            Figures.table(out, reports, names);
        }
        sideBySide(i -> {
            if (reports.size() > 1) {
                out.leaf("p", origin(reports.get(i)), "class", "origin");
            }
            Lists.verdicts(out, reports.get(i).verdicts());
            Lists.waiting(out, reports.get(i).waiting());
            Lists.notes(out, reports.get(i).notes());
        });
        out.close("header");
    }

    private static String origin(Report report) {
        return Texts.span(report.summary().simulatedSeconds()) + " simulated, policy " + report.policy() + ", seed "
                + report.seed();
    }

    private void timelines() {
        var charts = new Timelines(reports, names);
        out.open("section").leaf("h2", "Over time");
        if (reports.size() > 1) {
            sideBySide(i -> Marks.list(out, Marks.of(reports.get(i))));
        }
        List<IntFunction<TimeChart>> kinds =
                List.of(charts::nodes, charts::pods, charts::utilisation, charts::dollarsPerHour, charts::dollars);
        out.open("div", "class", "charts");
        if (reports.size() == 1) {
            Marks.card(out, Marks.of(reports.getFirst()));
        }
        for (IntFunction<TimeChart> kind : kinds) {
            for (int i = 0; i < reports.size(); i++) {
                kind.apply(i).draw(out);
            }
        }
        out.close("div").close("section");
    }

    private void stages() {
        var bars = new StageBars(reports);
        out.open("section").leaf("h2", "From the cause to ready, by stage");
        out.leaf(
                "p",
                "Each piece is the stage's own P50 or P95 among the pods. Percentiles do not add up: the line marks that of"
                        + " the whole.",
                "class",
                "about");
        sideBySide(i -> {
            bars.draw(out, reports.get(i));
        });
        out.close("section");
    }

    private void lists() {
        out.open("section").leaf("h2", "Bill by type");
        sideBySide(i -> {
            Lists.bill(out, reports.get(i).bill());
        });
        out.close("section").open("section").leaf("h2", "Decisions");
        sideBySide(i -> {
            Lists.decisions(out, reports.get(i), "decisions-" + i);
        });
        out.close("section");
    }

    private void sideBySide(IntConsumer content) {
        out.open("div", "class", "columns");
        for (int i = 0; i < reports.size(); i++) {
            out.open("div");
            if (reports.size() > 1) {
                out.leaf("h3", names.get(i), "class", "name");
            }
            content.accept(i);
            out.close("div");
        }
        out.close("div");
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
