package dev.wainwright.cli.top.screen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * A table that fits any width: names give way first, then the columns that matter least are left out.
 *
 * @param <R> a row
 */
final class Grid<R> {
    private static final String GAP = "  ";
    private static final String NARROW_GAP = " ";
    private static final int NARROW = 100;

    private final List<Column<R>> columns;
    private final int[] widths;
    private final String gap;
    private final boolean unicode;

    /**
     * A column.
     *
     * @param importance columns with the largest number are left out first; 0 never is
     * @param least to how many cells it may shrink; 0 when it may not
     * @param end whether what is too long is cut at its end instead of in the middle
     */
    record Column<R>(String heading, boolean right, int importance, int least, boolean end, Function<R, Cell> cell) {
        static <R> Column<R> left(String heading, int importance, Function<R, Cell> cell) {
            return new Column<>(heading, false, importance, 0, false, cell);
        }

        static <R> Column<R> right(String heading, int importance, Function<R, Cell> cell) {
            return new Column<>(heading, true, importance, 0, false, cell);
        }

        /** Shrinks to {@code least} cells, cut in the middle. */
        static <R> Column<R> name(String heading, int importance, int least, Function<R, Cell> cell) {
            return new Column<>(heading, false, importance, least, false, cell);
        }

        /** Shrinks to {@code least} cells, cut at its end. */
        static <R> Column<R> prose(String heading, int importance, int least, Function<R, Cell> cell) {
            return new Column<>(heading, false, importance, least, true, cell);
        }
    }

    /** A text and its style. */
    record Cell(String text, Style style) {
        static Cell of(String text) {
            return new Cell(text, Style.PLAIN);
        }
    }

    private Grid(List<Column<R>> columns, int[] widths, String gap, boolean unicode) {
        this.columns = columns;
        this.widths = widths;
        this.gap = gap;
        this.unicode = unicode;
    }

    /** Columns for {@code width} cells in which all {@code rows} fit as well as can be. */
    static <R> Grid<R> fitting(List<Column<R>> all, List<R> rows, int width, boolean unicode) {
        String gap = width >= NARROW ? GAP : NARROW_GAP;
        var columns = new ArrayList<>(all);
        var wanted = new ArrayList<Integer>();
        for (Column<R> column : columns) {
            int widest = Cells.width(column.heading());
            for (R row : rows) {
                widest = Math.max(widest, Cells.width(column.cell().apply(row).text()));
            }
            wanted.add(widest);
        }
        while (least(columns, wanted, gap) > width) {
            Column<R> last = columns.stream()
                    .max(Comparator.comparingInt(Column::importance))
                    .orElseThrow();
            if (last.importance() == 0) {
                break;
            }
            wanted.remove(/* index */ columns.indexOf(last));
            columns.remove(last);
        }
        int[] widths = wanted.stream().mapToInt(Integer::intValue).toArray();
        shrink(columns, widths, width - gap.length() * (widths.length - 1));
        return new Grid<>(columns, widths, gap, unicode);
    }

    private static <R> int least(List<Column<R>> columns, List<Integer> wanted, String gap) {
        int sum = gap.length() * (columns.size() - 1);
        for (int i = 0; i < columns.size(); i++) {
            int least = columns.get(i).least();
            sum += least == 0 ? wanted.get(i) : Math.min(least, wanted.get(i));
        }
        return sum;
    }

    /** The widest of those that may shrink gives way, cell by cell. */
    private static <R> void shrink(List<Column<R>> columns, int[] widths, int room) {
        int over = -room;
        for (int width : widths) {
            over += width;
        }
        while (over > 0) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                int least = columns.get(i).least();
                if (least > 0 && widths[i] > least && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                return;
            }
            widths[widest]--;
            over--;
        }
    }

    Line headings() {
        var line = Line.EMPTY;
        for (int i = 0; i < columns.size(); i++) {
            line = add(line, i, new Cell(columns.get(i).heading(), Style.DIM));
        }
        return line;
    }

    Line line(R row) {
        var line = Line.EMPTY;
        for (int i = 0; i < columns.size(); i++) {
            line = add(line, i, columns.get(i).cell().apply(row));
        }
        return line;
    }

    private Line add(Line line, int at, Cell cell) {
        Column<R> column = columns.get(at);
        String clean = Cells.clean(cell.text(), unicode);
        String text =
                column.end() ? Cells.cut(clean, widths[at], unicode) : Cells.shortened(clean, widths[at], unicode);
        String room = " ".repeat(widths[at] - Cells.width(text));
        Line begun = at == 0 ? line : line.plus(gap);
        return column.right()
                ? begun.plus(room).plus(text, cell.style())
                : begun.plus(text, cell.style()).plus(room);
    }
}
