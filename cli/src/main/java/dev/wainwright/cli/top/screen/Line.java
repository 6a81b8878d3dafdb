package dev.wainwright.cli.top.screen;

import java.util.ArrayList;
import java.util.List;

/** A line of styled text. Immutable; what is added makes a new one. */
public record Line(List<Span> spans) {
    public static final Line EMPTY = new Line(List.of());
    private static final String ESCAPE = "\u001b[";

    public Line {
        spans = List.copyOf(spans);
    }

    /** A piece in one style. */
    public record Span(String text, Style style) {}

    static Line of(String text) {
        return of(text, Style.PLAIN);
    }

    static Line of(String text, Style style) {
        return new Line(List.of(new Span(text, style)));
    }

    Line plus(String text) {
        return plus(text, Style.PLAIN);
    }

    Line plus(String text, Style style) {
        var all = new ArrayList<>(spans);
        all.add(new Span(text, style));
        return new Line(all);
    }

    Line plus(Line other) {
        var all = new ArrayList<>(spans);
        all.addAll(other.spans);
        return new Line(all);
    }

    int width() {
        int width = 0;
        for (Span span : spans) {
            width += Cells.width(span.text());
        }
        return width;
    }

    /** No wider than {@code width}. */
    Line cut(int width) {
        var kept = new ArrayList<Span>();
        int left = width;
        for (Span span : spans) {
            String text = Cells.head(span.text(), left);
            kept.add(new Span(text, span.style()));
            left -= Cells.width(text);
            if (text.length() < span.text().length()) {
                break;
            }
        }
        return new Line(kept);
    }

    /** This at the left and {@code other} at the right of {@code width}; where there is no room for both, this alone. */
    Line and(Line other, int width) {
        int gap = width - width() - other.width();
        return gap < 1 ? this : plus(" ".repeat(gap)).plus(other);
    }

    /** As wide as {@code width} and in reverse, as what is selected is shown. */
    Line selected(int width) {
        var text = new StringBuilder();
        cut(width).spans.forEach(span -> text.append(span.text()));
        String all = text.toString();
        return of(all + " ".repeat(Math.max(0, width - Cells.width(all))), Style.REVERSED);
    }

    /** Without styles and without blanks at the end. */
    public String plain() {
        var text = new StringBuilder();
        spans.forEach(span -> text.append(span.text()));
        return text.toString().stripTrailing();
    }

    /** With the codes that terminals understand. */
    public String ansi(boolean colors) {
        var text = new StringBuilder();
        for (Span span : spans) {
            String code = span.style().code(colors);
            if (code.isEmpty() || span.text().isEmpty()) {
                text.append(span.text());
            } else {
                text.append(ESCAPE)
                        .append(code)
                        .append('m')
                        .append(span.text())
                        .append(ESCAPE)
                        .append("0m");
            }
        }
        return text.toString();
    }
}
