package dev.wainwright.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Columns of text that fit a width. Where they do not, the columns that may shrink do so, widest first; what is cut is
 * marked, and a column's own way of shortening decides what stays readable.
 */
public final class TextTable {
    private static final int GAP = 1;
    private static final int NARROWEST = 6;

    private final List<Column> columns;
    private final List<Cell[]> rows = new ArrayList<>();

    public TextTable(Column... columns) {
        this.columns = List.of(columns);
    }

    /** A column's heading and manners. */
    public record Column(String heading, boolean right, boolean shrinks) {
        public static Column left(String heading) {
            return new Column(heading, false, false);
        }

        public static Column right(String heading) {
            return new Column(heading, true, false);
        }

        /** Flush left; gives way when the table is too wide. */
        public static Column yielding(String heading) {
            return new Column(heading, false, true);
        }
    }

    /** A text and how it is coloured; colours take no room. */
    public record Cell(String text, UnaryOperator<String> paint) {
        public static Cell of(String text) {
            return new Cell(text, UnaryOperator.identity());
        }
    }

    /** One cell per column. */
    public void row(Cell... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(cells);
    }

    /** The lines, the headings first, none wider than {@code width} as far as shrinking allows. */
    public List<String> lines(int width, UnaryOperator<String> paintHeadings) {
        int[] widths = widths(width);
        var lines = new ArrayList<String>();
        Cell[] headings = columns.stream()
                .map(column -> new Cell(column.heading(), paintHeadings))
                .toArray(Cell[]::new);
        lines.add(line(headings, widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private int[] widths(int width) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = columns.get(i).heading().length();
            for (Cell[] row : rows) {
                widths[i] = Math.max(widths[i], row[i].text().length());
            }
        }
        while (Arrays.stream(widths).sum() + GAP * (widths.length - 1) > width) {
            int widest = widestThatShrinks(widths);
            if (widest < 0) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private int widestThatShrinks(int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            if (columns.get(i).shrinks() && widths[i] > NARROWEST && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    private String line(Cell[] cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            String text = shortened(cells[i].text(), widths[i]);
            String room = " ".repeat(widths[i] - text.length());
            String painted = cells[i].paint().apply(text);
            boolean right = columns.get(i).right();
            boolean last = i == cells.length - 1;
            line.append(right ? room + painted : last ? painted : painted + room)
                    .append(last ? "" : " ".repeat(GAP));
        }
        return line.toString();
    }

    /** Cuts in the middle, because names differ at their ends. */
    static String shortened(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int tail = width / 3;
        return text.substring(0, width - tail - 2) + ".." + text.substring(text.length() - tail);
    }
}
