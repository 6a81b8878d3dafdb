package dev.wainwright.cli.top.screen;

import dev.wainwright.cli.explain.Subject;
import dev.wainwright.cli.top.picture.Facts.Decision;
import dev.wainwright.cli.top.picture.Facts.PodFacts;
import dev.wainwright.cli.top.picture.Picture;
import dev.wainwright.cli.top.picture.Picture.NodeRow;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What its user has chosen to see. A key turns one view into the next; nothing else changes it.
 *
 * @param filter what rows must contain; empty for all
 * @param typing whether keys go into the filter
 * @param detail what is looked at closely
 * @param scroll how far the detail or the help is scrolled
 */
public record View(
        Pane pane,
        Sort sort,
        boolean reversed,
        String filter,
        boolean typing,
        Map<Pane, Cursor> cursors,
        Optional<Detail> detail,
        int scroll,
        boolean help,
        boolean quit) {
    private static final int LONGEST_FILTER = 60;

    public View {
        cursors = Map.copyOf(cursors);
    }

    /** A row, and where it was. */
    record Cursor(String id, int index) {
        static final Cursor TOP = new Cursor("", 0);
    }

    /**
     * Something to look at closely.
     *
     * @param decision the decision that led here
     */
    public record Detail(Subject subject, Optional<Decision> decision) {}

    public static View of(Sort sort) {
        return new View(Pane.NODES, sort, false, "", false, Map.of(), Optional.empty(), 0, false, false);
    }

    boolean shows(String... texts) {
        if (filter.isEmpty()) {
            return true;
        }
        for (String text : texts) {
            if (Cells.contains(text, filter)) {
                return true;
            }
        }
        return false;
    }

    Cursor cursor() {
        return cursors.getOrDefault(pane, Cursor.TOP);
    }

    /**
     * What to see after a key.
     *
     * @param picture what there is to move about in
     * @param page how many rows fit on the screen
     */
    public View press(Key key, Picture picture, int page) {
        if (typing) {
            return type(key);
        }
        return switch (key) {
            case Key.Special special -> help || detail.isPresent() ? read(special, page) : move(special, picture, page);
            case Key.Typed typed -> command(typed.codePoint(), picture, page);
        };
    }

    private View type(Key key) {
        return switch (key) {
            case Key.Typed typed ->
                filter.length() < LONGEST_FILTER
                        ? withFilter(filter + Character.toString(typed.codePoint()), true)
                        : this;
            case Key.Special.BACKSPACE ->
                filter.isEmpty()
                        ? withFilter("", false)
                        : withFilter(filter.substring(0, filter.offsetByCodePoints(filter.length(), -1)), true);
            case Key.Special.ENTER -> withFilter(filter, false);
            case Key.Special.ESCAPE -> withFilter("", false);
            case Key.Special other -> this;
        };
    }

    /** Keys while a text is shown. */
    private View read(Key.Special key, int page) {
        return switch (key) {
            case UP -> scrolled(scroll - 1);
            case DOWN -> scrolled(scroll + 1);
            case PAGE_UP -> scrolled(scroll - page);
            case PAGE_DOWN -> scrolled(scroll + page);
            case HOME -> scrolled(0);
            case END -> scrolled(Integer.MAX_VALUE / 2);
            case ESCAPE, ENTER, BACKSPACE -> back();
            case TAB -> back().on(pane.next(1));
            case BACK_TAB -> back().on(pane.next(-1));
        };
    }

    private View move(Key.Special key, Picture picture, int page) {
        var rows = Rows.of(picture, this);
        int at = rows.index(pane, cursor());
        return switch (key) {
            case UP -> at(rows, at - 1);
            case DOWN -> at(rows, at + 1);
            case PAGE_UP -> at(rows, at - page);
            case PAGE_DOWN -> at(rows, at + page);
            case HOME -> at(rows, 0);
            case END -> at(rows, rows.size(pane) - 1);
            case ENTER -> open(rows, at);
            case ESCAPE, BACKSPACE -> withFilter("", false);
            case TAB -> on(pane.next(1));
            case BACK_TAB -> on(pane.next(-1));
        };
    }

    private View command(int character, Picture picture, int page) {
        boolean reading = help || detail.isPresent();
        return switch (character) {
            case 'q', 'Q' -> new View(pane, sort, reversed, filter, false, cursors, detail, scroll, help, true);
            case '?', 'h' -> new View(pane, sort, reversed, filter, false, cursors, detail, 0, !help, false);
            case 'j' -> press(Key.Special.DOWN, picture, page);
            case 'k' -> press(Key.Special.UP, picture, page);
            case 'g' -> press(Key.Special.HOME, picture, page);
            case 'G' -> press(Key.Special.END, picture, page);
            case ' ' -> press(Key.Special.PAGE_DOWN, picture, page);
            case '1', '2', '3', '4' -> back().on(Pane.ALL.get(character - '1'));
            case '/' -> reading ? this : withFilter(filter, true);
            case 's' -> reading ? this : sorted(sort.next(), false);
            case 'r' -> reading ? this : sorted(sort, !reversed);
            default -> this;
        };
    }

    /** Closer to what is selected; a pool shows its nodes. */
    private View open(Rows rows, int at) {
        if (at < 0) {
            return this;
        }
        return switch (pane) {
            case NODES -> {
                NodeRow node = rows.nodes().get(at);
                Subject subject = node.isClaim() ? Subject.nodeClaim(node.name()) : Subject.node(node.name());
                yield at(rows, at).closeTo(new Detail(subject, Optional.empty()));
            }
            case POOLS -> on(Pane.NODES).withFilter(rows.pools().get(at).name(), false);
            case WAITING -> {
                PodFacts pod = rows.waiting().get(at).pod();
                yield at(rows, at).closeTo(new Detail(Subject.pod(pod.namespace(), pod.name()), Optional.empty()));
            }
            case DECISIONS -> {
                Decision decision = rows.decisions().get(at);
                Subject subject = new Subject(
                        decision.kind().toLowerCase(java.util.Locale.ROOT), decision.namespace(), decision.name());
                yield at(rows, at).closeTo(new Detail(subject, Optional.of(decision)));
            }
        };
    }

    private View at(Rows rows, int index) {
        int bounded = Math.clamp(index, 0, Math.max(0, rows.size(pane) - 1));
        var all = new EnumMap<Pane, Cursor>(Pane.class);
        all.putAll(cursors);
        all.put(pane, new Cursor(rows.id(pane, bounded), bounded));
        return new View(pane, sort, reversed, filter, typing, all, detail, scroll, help, quit);
    }

    private View on(Pane other) {
        return new View(other, sort, reversed, filter, typing, cursors, detail, scroll, help, quit);
    }

    private View back() {
        return help
                ? new View(pane, sort, reversed, filter, typing, cursors, detail, 0, false, quit)
                : new View(pane, sort, reversed, filter, typing, cursors, Optional.empty(), 0, false, quit);
    }

    private View closeTo(Detail what) {
        return new View(pane, sort, reversed, filter, typing, cursors, Optional.of(what), 0, false, quit);
    }

    private View scrolled(int to) {
        return new View(pane, sort, reversed, filter, typing, cursors, detail, Math.max(0, to), help, quit);
    }

    /** So that a scroll beyond the end need not be scrolled back. */
    public View bounded(int lines, int page) {
        int most = Math.max(0, lines - page);
        return scroll > most ? scrolled(most) : this;
    }

    private View sorted(Sort by, boolean newReversed) {
        return new View(pane, by, newReversed, filter, typing, cursors, detail, scroll, help, quit);
    }

    private View withFilter(String text, boolean nowTyping) {
        return new View(pane, sort, reversed, text, nowTyping, cursors, detail, scroll, help, quit);
    }
}
