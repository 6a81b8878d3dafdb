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

    /** Three: the cluster and its connection; what there is and what it costs; how much of it is asked for. */
    static List<Line> lines(Scene scene) {
        Totals totals = scene.picture().totals();
        int width = scene.columns();
        Line use = use(scene);
        Line hourly = Line.of(Texts.hourly(totals.cost()), Style.BOLD);
        Line money = hourly.plus("  " + Texts.monthly(totals.cost()));
        // Money is what people came for: the rest is told in fewer words before it goes.
        for (Line counts : List.of(counts(totals, true), counts(totals, false))) {
            if (counts.width() + money.width() + 2 <= width) {
                return List.of(title(scene), counts.and(money, width), use);
            }
        }
        Line counts = counts(totals, false);
        return use.width() + hourly.width() + 1 <= width
                ? List.of(title(scene), counts, use.and(hourly, width))
                : List.of(title(scene), hourly.plus("  ").plus(counts), use);
    }

    private static Line title(Scene scene) {
        Picture.Source source = scene.picture().source();
        Line left = Line.of("wain top", Style.BOLD).plus("  " + Cells.clean(source.context(), scene.unicode()));
        String clock = TIME.withZone(scene.zone()).format(scene.now());
        Line right;
        if (!source.trouble().isEmpty()) {
            String since = Texts.age(java.util.Optional.of(source.since()), scene.now());
            right = Line.of("no news for " + since, Style.ALARM).plus("  " + clock);
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

    private static Line counts(Totals totals, boolean wordy) {
        Line line = Line.of(Texts.count(totals.nodes(), "node"), Style.BOLD);
        var notes = new ArrayList<String>();
        add(notes, totals.coming(), "coming");
        add(notes, totals.going(), "going");
        if (wordy && !notes.isEmpty()) {
            line = line.plus(" (" + String.join(", ", notes) + ")", Style.CYAN);
        }
        if (totals.notReady() > 0) {
            line = line.plus(" " + totals.notReady() + " not ready", Style.ALARM);
        }
        line = wordy
                ? line.plus("  " + Texts.count(totals.running(), "pod") + " running")
                        .plus(totals.starting() > 0 ? ", " + totals.starting() + " starting" : "")
                : line.plus("  " + Texts.count(totals.running() + totals.starting(), "pod"));
        return totals.waiting() > 0 ? line.plus(", ").plus(totals.waiting() + " pending", Style.YELLOW) : line;
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
