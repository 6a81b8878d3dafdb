package dev.wainwright.api.rules;

import dev.wainwright.api.read.Cause;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with an object, in the words of the real API server. A hint behind a problem is ours: it is
 * printed where manifests are read, and does not go over the API.
 */
final class Problems {
    static final String NOT_NEGATIVE = "must be greater than or equal to 0";
    static final String POSITIVE = "must be greater than zero";
    static final String IMMUTABLE = "field is immutable";

    private final List<Finding> found = new ArrayList<>(0);

    /** {@code at} tells the line; what is missing has none of its own. */
    Problems required(Path path, Tree at, String detail) {
        return add(path, at, Cause.required(detail));
    }

    Problems required(Path path, Tree at) {
        return required(path, at, "");
    }

    Problems invalid(Path path, Tree value, String detail) {
        return add(path, value, Cause.invalid(value, detail));
    }

    Problems invalid(Path path, Tree at, Tree value, String detail) {
        return add(path, at, Cause.invalid(value, detail));
    }

    /** One problem for each detail. */
    void invalid(Path path, Tree value, List<String> details) {
        details.forEach(detail -> invalid(path, value, detail));
    }

    /** The same about a text that stands somewhere in {@code at}, such as a key. */
    void invalid(Path path, Tree at, String value, List<String> details) {
        details.forEach(detail -> invalid(path, at, Tree.text(value), detail));
    }

    Problems unsupported(Path path, Tree value, String... supported) {
        return add(path, value, Cause.notSupported(value, List.of(supported)));
    }

    Problems unsupported(Path path, Tree at, Tree value, String... supported) {
        return add(path, at, Cause.notSupported(value, List.of(supported)));
    }

    Problems forbidden(Path path, Tree at, String detail) {
        return add(path, at, Cause.forbidden(detail));
    }

    Problems duplicate(Path path, Tree at, Tree value) {
        return add(path, at, Cause.duplicate(value));
    }

    Problems duplicate(Path path, Tree at, String value) {
        return duplicate(path, at, Tree.text(value));
    }

    Problems duplicate(Path path, Tree at, Tree value, String detail) {
        Cause plain = Cause.duplicate(value);
        return add(path, at, new Cause(plain.type(), plain.text() + ": " + detail));
    }

    Problems notFound(Path path, Tree at, String value) {
        return add(path, at, Cause.notFound(Tree.text(value)));
    }

    Problems tooLong(Path path, Tree at, long most) {
        return add(path, at, Cause.tooLong(most));
    }

    /** A number that must not be negative; one that is absent is none. */
    void notNegative(Tree.Mapping mapping, String name, Path path) {
        if (mapping.get(name) instanceof Tree.Numeral number && number.value().signum() < 0) {
            invalid(path.field(name), number, NOT_NEGATIVE);
        }
    }

    void between(Tree.Mapping mapping, String name, long least, long most, Path path) {
        if (mapping.get(name) instanceof Tree.Numeral number
                && (number.value().compareTo(BigDecimal.valueOf(least)) < 0
                        || number.value().compareTo(BigDecimal.valueOf(most)) > 0)) {
            invalid(path.field(name), number, Grammar.inRange(least, most));
        }
    }

    /** A text that is one of a few; one that is absent or empty is none. */
    void oneOf(Tree.Mapping mapping, String name, Path path, String... supported) {
        if (mapping.get(name) instanceof Tree.Text text
                && !text.value().isEmpty()
                && !List.of(supported).contains(text.value())) {
            unsupported(path.field(name), text, supported);
        }
    }

    /** Something that is allowed and will not do what it says. */
    void doubt(Path path, Tree at, String text) {
        found.add(Finding.warning(path.toString(), at.line(), text));
    }

    /** Says more about the problem that was added last. */
    void hint(String text) {
        Finding last = found.removeLast();
        found.add(Finding.error(last.path(), last.line(), last.message() + " (" + text + ")", last.cause()));
    }

    private Problems add(Path path, Tree at, Cause cause) {
        found.add(Finding.error(path.toString(), at.line(), cause.text(), cause));
        return this;
    }

    List<Finding> all() {
        return List.copyOf(found);
    }
}
