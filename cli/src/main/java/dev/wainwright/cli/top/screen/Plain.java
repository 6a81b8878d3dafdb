package dev.wainwright.cli.top.screen;

import dev.wainwright.cli.top.picture.Picture;
import dev.wainwright.cli.top.picture.Picture.Totals;
import dev.wainwright.cli.top.screen.Grid.Cell;
import dev.wainwright.cli.top.screen.Grid.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The whole picture as plain lines, as wide as they come; for files, pipes and mails. */
public final class Plain {
    /** A width that everything fits into. */
    static final int WIDE = 1 << 20;

    private static final int DECISIONS = 20;

    private final Picture picture;
    private final Columns columns;
    private final boolean unicode;
    private final List<String> lines = new ArrayList<>();

    private Plain(Picture picture, Instant now, boolean unicode) {
        this.picture = picture;
        this.columns = new Columns(WIDE, now, unicode);
        this.unicode = unicode;
    }

    /** @param wide with NodeClaims and taints, and all decisions that are known */
    public static List<String> lines(Picture picture, Sort sort, boolean wide, Instant now, boolean unicode) {
        return new Plain(picture, now, unicode).write(sort, wide);
    }

    private List<String> write(Sort sort, boolean wide) {
        totals();
        var nodeColumns = new ArrayList<>(columns.nodes(picture.nodes(), sort, false));
        if (wide) {
            nodeColumns.add(
                    Column.left("NODECLAIM", 0, row -> Cell.of(row.claim().isEmpty() ? "-" : row.claim())));
            nodeColumns.add(Column.left("TAINTS", 0, row -> Cell.of(String.join(",", row.taints()))));
        }
        table("NODES", nodeColumns, sort.sorted(picture.nodes(), false));
        table("POOLS", columns.pools(), picture.pools());
        table("PENDING PODS", columns.waiting(), picture.waiting());
        table(
                "DECISIONS",
                columns.decisions(),
                picture.decisions().stream()
                        .limit(wide ? Long.MAX_VALUE : DECISIONS)
                        .toList());
        if (picture.nodes().stream()
                .anyMatch(node -> node.price().map(price -> price.modelled()).orElse(false))) {
            lines.add("");
            lines.add("~ This price comes from a model, not from a price list; --prices FILE gives real ones.");
        }
        picture.source().notes().forEach(note -> lines.add("note: " + Cells.clean(note, unicode)));
        return lines;
    }

    private void totals() {
        Totals totals = picture.totals();
        int unpriced = totals.cost().unpriced();
        lines.add(Texts.count(totals.nodes(), "node") + " (" + totals.coming() + " coming, " + totals.going()
                + " going, " + totals.notReady() + " not ready), " + Texts.count(totals.running(), "pod")
                + " running, " + totals.starting() + " starting, " + totals.waiting() + " pending");
        lines.add("CPU " + Texts.cpu(totals.cpu().part()) + " of "
                + Texts.cpu(totals.cpu().whole()) + " cores, memory "
                + Texts.memory(totals.memory().part()) + " of "
                + Texts.memory(totals.memory().whole()) + " requested");
        lines.add(Texts.hourly(totals.cost()) + ", " + Texts.monthly(totals.cost())
                + (unpriced == 0
                        ? ""
                        : "; " + Texts.count(unpriced, "node") + " of unknown type, zone or capacity type left out"));
    }

    private <R> void table(String title, List<Column<R>> all, List<R> rows) {
        if (rows.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(title);
        Grid<R> grid = Grid.fitting(all, rows, WIDE, unicode);
        lines.add(grid.headings().plain());
        rows.forEach(row -> lines.add(grid.line(row).plain()));
    }
}
