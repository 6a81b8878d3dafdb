package dev.wainwright.simulation.replay;

import dev.wainwright.model.resource.Quantity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file of arrivals, read row by row, so that a million rows need no more memory than one. Rows must come in the
 * order of their times.
 */
public final class ArrivalTrace implements AutoCloseable {
    private static final List<String> NEEDED = List.of("at", "name", "count", "cpu", "memory");
    private static final Set<String> OPTIONAL = Set.of("gpu", "duration", "namespace", "priority");

    private static final int MOST_PODS = 100_000;
    /** The row's number and that of the pod are added to it; 253 letters are the most. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-.a-z0-9]{0,198}[a-z0-9])?");

    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private final BufferedReader in;
    private final String source;
    private final List<String> header;
    private final double speed;
    private int line;
    private int row;
    private double last;

    /** Throws {@link BadTrace} when the header is not one; {@code speed} divides times. */
    public ArrivalTrace(Reader reader, String source, double speed) {
        this.in = new BufferedReader(reader, 1 << 16);
        this.source = source;
        this.speed = speed;
        this.header = header();
    }

    /**
     * One row.
     *
     * @param number counts rows from 1
     * @param at seconds from the beginning of the replay
     * @param duration seconds that each pod runs; empty when it runs to the end
     */
    public record Arrival(
            int number,
            double at,
            String name,
            int count,
            String cpu,
            String memory,
            String gpu,
            Optional<Double> duration,
            String namespace,
            Optional<Integer> priority,
            Map<String, String> labels,
            Map<String, String> selector) {}

    /** Something in a trace that cannot be read; the message names file, line and field. */
    public static final class BadTrace extends RuntimeException {
        private static final long serialVersionUID = 1;

        BadTrace(String message) {
            super(message);
        }
    }

    /** The next row; empty at the end. */
    public Optional<Arrival> next() {
        String text = read();
        while (text != null && text.isBlank()) {
            text = read();
        }
        return text == null ? Optional.empty() : Optional.of(arrival(cells(text)));
    }

    private Arrival arrival(List<String> cells) {
        if (cells.size() > header.size()) {
            throw bad("has " + cells.size() + " cells, the header has " + header.size());
        }
        var values = new LinkedHashMap<String, String>();
        var labels = new LinkedHashMap<String, String>();
        var selector = new LinkedHashMap<String, String>();
        for (int i = 0; i < cells.size(); i++) {
            String column = header.get(i);
            String cell = cells.get(i).strip();
            if (!cell.isEmpty() && column.startsWith("label:")) {
                labels.put(column.substring("label:".length()), cell);
            } else if (!cell.isEmpty() && column.startsWith("selector:")) {
                selector.put(column.substring("selector:".length()), cell);
            } else if (!cell.isEmpty()) {
                values.put(column, cell);
            }
        }
        double at = number(values, "at") / speed;
        if (at < last) {
            throw bad("at: " + values.get("at") + " is before the row above; sort the file by at");
        }
        last = at;
        row++;
        return new Arrival(
                row,
                at,
                name(needed(values, "name"), "name", NAME),
                count(values),
                amount(values, "cpu"),
                amount(values, "memory"),
                values.containsKey("gpu") ? amount(values, "gpu") : "",
                values.containsKey("duration") ? Optional.of(number(values, "duration") / speed) : Optional.empty(),
                name(values.getOrDefault("namespace", "default"), "namespace", NAMESPACE),
                values.containsKey("priority") ? Optional.of((int) number(values, "priority")) : Optional.empty(),
                labels,
                selector);
    }

    private String name(String text, String column, Pattern allowed) {
        if (!allowed.matcher(text).matches()) {
            throw bad(column + ": \"" + text + "\" is no name: write small letters, digits and dashes");
        }
        return text;
    }

    private int count(Map<String, String> values) {
        double number = number(values, "count");
        if (number > MOST_PODS || number != Math.rint(number)) {
            throw bad("count: " + values.get("count") + " must be a whole number, and at most " + MOST_PODS
                    + ": they all arrive at once");
        }
        return (int) number;
    }

    private String amount(Map<String, String> values, String column) {
        String text = needed(values, column);
        boolean isAmount;
        try {
            isAmount = Quantity.parse(text).value().signum() >= 0;
        } catch (IllegalArgumentException e) {
            isAmount = false;
        }
        if (!isAmount) {
            throw bad(column + ": \"" + text + "\" is no amount: write one such as 500m, 2 or 1.5Gi");
        }
        return text;
    }

    private double number(Map<String, String> values, String column) {
        String text = needed(values, column);
        try {
            double number = Double.parseDouble(text);
            if (number >= 0 && Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new BadTrace(where() + column + ": \"" + text + "\" is no number");
        }
        throw bad(column + ": " + text + " must be 0 or more");
    }

    private String needed(Map<String, String> values, String column) {
        String value = values.get(column);
        if (value == null) {
            throw bad(column + ": is missing");
        }
        return value;
    }

    private List<String> header() {
        String text = read();
        List<String> columns = text == null ? List.of() : cells(text);
        List<String> names = columns.stream().map(String::strip).toList();
        for (String needed : NEEDED) {
            if (!names.contains(needed)) {
                throw bad("the header has no column \"" + needed + "\"; it needs " + String.join(",", NEEDED));
            }
        }
        for (String name : names) {
            boolean known = NEEDED.contains(name)
                    || OPTIONAL.contains(name)
                    || name.startsWith("label:")
                    || name.startsWith("selector:");
            if (!known) {
                throw bad("\"" + name + "\" is no column; there are " + String.join(", ", NEEDED)
                        + ", gpu, duration, namespace, priority, label:KEY and selector:KEY");
            }
        }
        return names;
    }

    /** Cells apart at commas; a cell in double quotes may hold commas, and two double quotes stand for one. */
    private static List<String> cells(String text) {
        if (text.indexOf('"') < 0) {
            return Arrays.asList(text.split(",", -1));
        }
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private @Nullable String read() {
        try {
            line++;
            return in.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(source + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private BadTrace bad(String what) {
        return new BadTrace(where() + what);
    }

    private String where() {
        return source + ": line " + line + ": ";
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
