package dev.wainwright.cli.top.screen;

import dev.wainwright.cli.top.picture.Picture;
import dev.wainwright.cli.top.screen.Grid.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A scene as lines: exactly as many as the screen has rows, none wider than it. The header stays; below it the chosen pane
 * gets what it needs, and what is then left goes to glimpses of the other panes.
 */
public final class Screen {
    private static final int AIRY = 20;
    private static final int TALL = 36;
    private static final int NARROW = 50;
    private static final int LEAST_GLIMPSE = 3;

    private final Scene scene;
    private final View view;
    private final Rows rows;
    private final Columns columns;
    private final List<Line> lines = new ArrayList<>();

    private Screen(Scene scene) {
        this.scene = scene;
        this.view = scene.view();
        this.rows = Rows.of(scene.picture(), view);
        this.columns = new Columns(scene.columns(), scene.now(), scene.unicode());
    }

    public static List<Line> lines(Scene scene) {
        return new Screen(scene).draw();
    }

    /** How many rows of a pane or lines of a text fit. */
    public static int page(int screenRows) {
        return Math.max(1, screenRows - (screenRows >= AIRY ? 7 : 6));
    }

    /** The same view, not scrolled beyond its text's end. */
    public static View bounded(Scene scene) {
        var screen = new Screen(scene);
        return scene.view().bounded(screen.text().map(List::size).orElse(0), screen.room());
    }

    private List<Line> draw() {
        lines.addAll(Header.lines(scene));
        if (scene.rows() >= AIRY) {
            lines.add(Line.EMPTY);
        }
        Optional<List<Line>> text = text();
        if (text.isPresent()) {
            lines.add(
                    view.help()
                            ? title("Help")
                            : title(view.detail().orElseThrow().subject().toString()));
            int from = Math.min(view.scroll(), Math.max(0, text.get().size() - room()));
            text.get().stream().skip(from).limit(room()).forEach(lines::add);
        } else {
            lines.add(tabs());
            panes();
        }
        while (lines.size() < scene.rows() - 1) {
            lines.add(Line.EMPTY);
        }
        List<Line> shown = new ArrayList<>(lines.subList(0, Math.max(0, scene.rows() - 1)));
        shown.add(footer());
        return shown.stream().map(line -> line.cut(scene.columns())).toList();
    }

    /** What is between the tabs and the footer. */
    private int room() {
        return Math.max(1, scene.rows() - 5 - (scene.rows() >= AIRY ? 1 : 0));
    }

    private Optional<List<Line>> text() {
        if (view.help()) {
            return Optional.of(Help.lines(scene.columns()));
        }
        return view.detail().map(detail -> DetailText.of(detail, scene));
    }

    private Line title(String text) {
        return Line.of(" " + Cells.clean(text, scene.unicode()) + " ", Style.REVERSED);
    }

    private Line tabs() {
        var line = Line.EMPTY;
        for (Pane pane : Pane.values()) {
            String count = pane + " " + rows.size(pane);
            String text = scene.columns() >= NARROW ? " " + count + " " : count + " ";
            boolean alarming = pane == Pane.WAITING && rows.size(pane) > 0;
            line = line.plus(text, pane == view.pane() ? Style.REVERSED : alarming ? Style.YELLOW : Style.DIM);
        }
        Line filter = view.filter().isEmpty()
                ? Line.EMPTY
                : Line.of("filter: " + Cells.clean(view.filter(), scene.unicode()), Style.CYAN);
        return line.and(filter, scene.columns());
    }

    private void panes() {
        int room = room();
        int wanted = 1 + Math.max(1, rows.size(view.pane()));
        boolean everything = wanted <= room;
        int mine = everything ? wanted : scene.rows() >= TALL ? room * 3 / 5 : room;
        pane(view.pane(), mine, true);
        int left = room - mine;
        for (Pane other : List.of(Pane.WAITING, Pane.POOLS, Pane.DECISIONS, Pane.NODES)) {
            int size = rows.size(other);
            if (other != view.pane() && size > 0 && left > LEAST_GLIMPSE) {
                int share = Math.min(left - 1, 2 + Math.min(size, other == Pane.DECISIONS ? left : left / 2));
                lines.add(Line.EMPTY);
                lines.add(Line.of(other + " " + size, Style.BOLD));
                pane(other, share - 1, false);
                left -= share + 1;
            }
        }
    }

    private void pane(Pane pane, int height, boolean chosen) {
        switch (pane) {
            case NODES ->
                table(
                        pane,
                        columns.nodes(scene.picture().nodes(), view.sort(), view.reversed()),
                        rows.nodes(),
                        height,
                        chosen);
            case POOLS -> table(pane, columns.pools(), rows.pools(), height, chosen);
            case WAITING -> table(pane, columns.waiting(), rows.waiting(), height, chosen);
            case DECISIONS -> table(pane, columns.decisions(), rows.decisions(), height, chosen);
        }
    }

    private <R> void table(Pane pane, List<Column<R>> all, List<R> content, int height, boolean chosen) {
        if (content.isEmpty()) {
            lines.add(Line.of(nothing(pane), Style.DIM));
            return;
        }
        Grid<R> grid = Grid.fitting(all, content, scene.columns(), scene.unicode());
        lines.add(grid.headings());
        int selected = chosen ? rows.index(pane, view.cursor()) : -1;
        int shown = height - 1;
        // The selection stays in the middle, and the list moves below it.
        int from = Math.clamp((long) selected - shown / 2, 0, Math.max(0, content.size() - shown));
        for (int i = from; i < Math.min(content.size(), from + shown); i++) {
            Line line = grid.line(content.get(i));
            lines.add(i == selected ? line.selected(scene.columns()) : line);
        }
    }

    private String nothing(Pane pane) {
        if (!view.filter().isEmpty()) {
            return "Nothing contains \"" + Cells.clean(view.filter(), scene.unicode()) + "\"; esc shows all.";
        }
        if (!scene.picture().source().complete()) {
            return "";
        }
        return switch (pane) {
            case NODES -> "There are no nodes.";
            case POOLS -> "There are no NodePools or node groups.";
            case WAITING -> "No pod waits for a node.";
            case DECISIONS -> "Nothing has been decided yet.";
        };
    }

    private Line footer() {
        Picture.Source source = scene.picture().source();
        if (view.typing()) {
            return Line.of("/" + Cells.clean(view.filter(), scene.unicode()), Style.BOLD)
                    .plus(scene.unicode() ? "▏" : "_")
                    .plus("   enter keeps it, esc clears it", Style.DIM);
        }
        if (!source.trouble().isEmpty()) {
            return Line.of(
                    Cells.cut(
                            "This is the last that was heard. " + Cells.clean(source.trouble(), scene.unicode()),
                            scene.columns(),
                            scene.unicode()),
                    Style.ALARM);
        }
        Line keys = keys();
        for (String note : source.notes()) {
            Line said = Line.of(Cells.clean(note, scene.unicode()), Style.YELLOW);
            if (keys.width() + said.width() + 2 < scene.columns()) {
                return keys.and(said, scene.columns());
            }
        }
        return keys;
    }

    private Line keys() {
        List<String[]> keys = view.help() || view.detail().isPresent()
                ? List.of(key("q", "quit"), key("esc", "back"), key("up/down", "scroll"), key("tab", "next pane"))
                : List.of(
                        key("q", "quit"),
                        key("?", "help"),
                        key("enter", "closer"),
                        key("tab", "pane"),
                        key("/", "filter"),
                        key("s", "sort"),
                        key("r", "reverse"));
        var line = Line.EMPTY;
        for (String[] key : keys) {
            Line next = line.plus(line.spans().isEmpty() ? "" : "  ")
                    .plus(key[0], Style.CYAN)
                    .plus(" " + key[1], Style.DIM);
            line = next.width() <= scene.columns() ? next : line;
        }
        return line;
    }

    private static String[] key(String name, String what) {
        return new String[] {name, what};
    }
}
