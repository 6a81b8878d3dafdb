package dev.wainwright.api.rules;

import dev.wainwright.api.tree.Tree;
import java.util.Optional;

/** The grammars of names and labels. Each check gives what is wrong with the text, or nothing. */
final class Grammar {
    private static final int LABEL = 63;
    private static final int SUBDOMAIN = 253;
    private static final int PORT_NAME = 15;

    private Grammar() {}

    /** Small letters, digits and dashes, as in the parts of a host name. */
    static Optional<String> dnsLabel(String text) {
        return isDnsLabel(text) && text.length() <= LABEL
                ? Optional.empty()
                : Optional.of(
                        "must be at most 63 characters of a-z, 0-9 and \"-\", with a letter or digit at both ends, got "
                                + quoted(text));
    }

    /** Labels joined by dots: what most names must be. */
    static Optional<String> dnsSubdomain(String text) {
        return isDnsSubdomain(text)
                ? Optional.empty()
                : Optional.of(
                        "must be at most 253 characters of a-z, 0-9, \"-\" and \".\", with a letter or digit at both ends"
                                + " of every part, got " + quoted(text));
    }

    /** A label that begins with a letter: services. */
    static Optional<String> dns1035Label(String text) {
        return isDnsLabel(text) && text.length() <= LABEL && !isDigit(text.charAt(0))
                ? Optional.empty()
                : Optional.of("must be at most 63 characters of a-z, 0-9 and \"-\", beginning with a letter, got "
                        + quoted(text));
    }

    /** {@code name} or {@code prefix/name}: the keys of labels, annotations, taints, and extended resources. */
    static Optional<String> qualifiedName(String text) {
        int slash = text.indexOf('/');
        boolean good = slash < 0
                ? isNamePart(text)
                : isDnsSubdomain(text.substring(0, slash)) && isNamePart(text.substring(slash + 1));
        return good
                ? Optional.empty()
                : Optional.of(
                        "must be a name of at most 63 letters, digits, \"-\", \"_\" and \".\", optionally behind a DNS"
                                + " prefix and a slash (such as example.com/name), got " + quoted(text));
    }

    static Optional<String> labelValue(String text) {
        return text.isEmpty() || isNamePart(text)
                ? Optional.empty()
                : Optional.of(
                        "must be empty or at most 63 letters, digits, \"-\", \"_\" and \".\", with a letter or digit at"
                                + " both ends, got " + quoted(text));
    }

    static Optional<String> portName(String text) {
        boolean good = text.length() <= PORT_NAME
                && isDnsLabel(text)
                && !text.contains("--")
                && text.chars().anyMatch(c -> c >= 'a' && c <= 'z');
        return good
                ? Optional.empty()
                : Optional.of(
                        "must be at most 15 characters of a-z, 0-9 and single \"-\", with at least one letter, got "
                                + quoted(text));
    }

    /** Keys and values of a mapping of labels. */
    static void labels(Tree.Mapping labels, Path path, Problems problems) {
        labels.fields().forEach((key, value) -> {
            problems.add(path.field(key), value, qualifiedName(key));
            if (value instanceof Tree.Text text) {
                problems.add(path.field(key), value, labelValue(text.value()));
            }
        });
    }

    static String quoted(String text) {
        return Tree.describe(Tree.text(text));
    }

    private static boolean isDnsSubdomain(String text) {
        if (text.isEmpty() || text.length() > SUBDOMAIN) {
            return false;
        }
        int start = 0;
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', start)) {
            if (!isDnsLabel(text, start, dot)) {
                return false;
            }
            start = dot + 1;
        }
        return isDnsLabel(text, start, text.length());
    }

    private static boolean isDnsLabel(String text) {
        return isDnsLabel(text, 0, text.length());
    }

    private static boolean isDnsLabel(String text, int start, int end) {
        if (start >= end || text.charAt(start) == '-' || text.charAt(end - 1) == '-') {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!isDigit(c) && (c < 'a' || c > 'z') && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isNamePart(String text) {
        if (text.isEmpty() || text.length() > LABEL || !isAlphanumeric(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isAlphanumeric(c) && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return isAlphanumeric(text.charAt(text.length() - 1));
    }

    private static boolean isAlphanumeric(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
