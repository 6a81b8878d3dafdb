package dev.wainwright.cli.top.screen;

import dev.wainwright.cli.output.Bar;
import dev.wainwright.cli.top.picture.Picture;
import dev.wainwright.cli.top.picture.Picture.Totals;
import dev.wainwright.cli.top.picture.Picture.Use;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** The lines above the panes: which cluster, how it is, what it holds and costs. */
final class Header {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int ROOMY = 72;
    private static final int LONG_BARS = 110;

    private Header() {}

    static List<Line> lines(Scene scene) {
        var lines = new ArrayList<Line>();
        lines.add(title(scene));
        lines.add(counts(scene));
        lines.add(use(scene));
        return lines;
    }

    private static Line title(Scene scene) {
        Picture.Source source = scene.picture().source();
        Line left = Line.of("wain top", Style.BOLD).plus("  " + Cells.clean(source.context(), scene.unicode()));
        String clock = TIME.withZone(scene.zone()).format(scene.now());
        Line right;
        if (!source.trouble().isEmpty()) {
            String since = Texts.age(java.util.Optional.of(source.since()), scene.now());
            right = Line.of("no connection for " + since, Style.ALARM).plus("  " + clock);
        } else if (source.complete()) {
            right = Line.of("live", Style.GREEN).plus("  " + clock);
        } else {
            right = Line.of("reading " + (scene.unicode() ? "…" : "..."), Style.CYAN)
                    .plus("  " + clock);
        }
        Line full = left.plus("  " + source.server(), Style.DIM);
        Line chosen = full.width() + right.width() < scene.columns() ? full : left;
        int room = scene.columns() - right.width() - 1;
        return (room < 1 ? right : chosen.cut(room).and(right, scene.columns()));
    }

    private static Line counts(Scene scene) {
        Totals totals = scene.picture().totals();
        Line left = Line.of(Texts.count(totals.nodes(), "node"), Style.BOLD);
        var notes = new ArrayList<String>();
        add(notes, totals.coming(), "coming");
        add(notes, totals.going(), "going");
        Line nodes = left;
        if (scene.columns() >= ROOMY && !notes.isEmpty()) {
            nodes = nodes.plus(" (" + String.join(", ", notes) + ")", Style.CYAN);
        }
        if (totals.notReady() > 0) {
            nodes = nodes.plus(" " + totals.notReady() + " not ready", Style.ALARM);
        }
        Line pods = scene.columns() >= ROOMY
                ? Line.of("  " + Texts.count(totals.running(), "pod") + " running")
                        .plus(totals.starting() > 0 ? ", " + totals.starting() + " starting" : "")
                : Line.of("  " + Texts.count(totals.running() + totals.starting(), "pod"));
        if (totals.waiting() > 0) {
            pods = pods.plus(", ").plus(totals.waiting() + " pending", Style.YELLOW);
        }
        String hourly = Texts.hourly(totals.cost());
        Line money = scene.columns() >= ROOMY
                ? Line.of(hourly, Style.BOLD).plus("  " + Texts.monthly(totals.cost()))
                : Line.of(hourly, Style.BOLD);
        return nodes.plus(pods).and(money, scene.columns());
    }

    private static void add(List<String> notes, int count, String what) {
        if (count > 0) {
            notes.add(count + " " + what);
        }
    }

    private static Line use(Scene scene) {
        Totals totals = scene.picture().totals();
        Line cpu = use(
                "CPU",
                totals.cpu(),
                Texts.cpu(totals.cpu().part()),
                Texts.cpu(totals.cpu().whole()),
                scene);
        Line memory = use(
                "MEM",
                totals.memory(),
                Texts.memory(totals.memory().part()),
                Texts.memory(totals.memory().whole()),
                scene);
        return cpu.plus("  ").plus(memory).cut(scene.columns());
    }

    private static Line use(String what, Use use, String part, String whole, Scene scene) {
        int cells = scene.columns() >= LONG_BARS ? 24 : scene.columns() >= ROOMY ? 12 : 3;
        Line line = Line.of(what + " ", Style.BOLD)
                .plus(Bar.of(use.part(), use.whole(), cells, scene.unicode()), Columns.style(use));
        return scene.columns() >= ROOMY ? line.plus("  " + part + " of " + whole) : line;
    }
}
