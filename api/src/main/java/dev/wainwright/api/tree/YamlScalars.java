package dev.wainwright.api.tree;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * What plain YAML scalars mean to Kubernetes.
 *
 * <p>Its YAML library (sigs.k8s.io/yaml, a fork of go-yaml 2) reads YAML 1.1 with its own touches, which are kept here:
 *
 * <ul>
 *   <li>{@code yes}, {@code on}, {@code y} and their opposites are truth values, in lower case, upper case and with a
 *       capital; as a field's name they become {@code "true"} and {@code "false"};
 *   <li>{@code 017} and {@code 0o17} are octal, {@code 0x1F} and {@code 0b11} work, {@code 1_000} is a thousand, and
 *       {@code 08}, which is no octal number, is 8;
 *   <li>{@code 1.0} and {@code 1e3} are the integers 1 and 1000, because a detour over JSON loses the difference;
 *   <li>dates are texts, and so are sexagesimal numbers such as {@code 1:30};
 *   <li>{@code .inf} and {@code .nan} are refused, because JSON cannot say them.
 * </ul>
 *
 * <p>The first character decides whether there is anything to resolve, so that most texts cost one comparison.
 */
final class YamlScalars {
    private YamlScalars() {}

    static Tree resolve(String text, int line) {
        if (text.isEmpty()) {
            return new Tree.Null(line);
        }
        char first = text.charAt(0);
        if ((first >= '0' && first <= '9') || first == '-' || first == '+') {
            return numberOrText(text, line);
        }
        if (first == '.') {
            return floating(text, line);
        }
        if (text.length() > 5 || "yYnNtTfFoO~".indexOf(first) < 0) {
            return new Tree.Text(text, line);
        }
        return switch (text) {
            case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y" -> new Tree.Bool(true, line);
            case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N" ->
                new Tree.Bool(false, line);
            case "null", "Null", "NULL", "~" -> new Tree.Null(line);
            default -> new Tree.Text(text, line);
        };
    }

    private static Tree numberOrText(String text, int line) {
        int digits = text.length() - (isDigit(text.charAt(0)) ? 0 : 1);
        if (digits > 0 && digits < 10 && text.charAt(text.length() - digits) != '0' && allDigits(text)) {
            return new Tree.Numeral(BigDecimal.valueOf(Long.parseLong(text)), line);
        }
        String plain = text.indexOf('_') < 0 ? text : text.replace("_", "");
        String unsigned = plain.isEmpty() || isDigit(plain.charAt(0)) ? plain : plain.substring(1);
        if (unsigned.startsWith(".")) {
            return floating(plain, text, line);
        }
        if (unsigned.isEmpty() || !isDigit(unsigned.charAt(0))) {
            return new Tree.Text(text, line);
        }
        BigInteger integer = integer(unsigned);
        if (integer != null) {
            BigInteger signed = plain.startsWith("-") ? integer.negate() : integer;
            return new Tree.Numeral(new BigDecimal(signed), line);
        }
        return floating(plain, text, line);
    }

    private static @org.jspecify.annotations.Nullable BigInteger integer(String unsigned) {
        if (unsigned.equals("0")) {
            return BigInteger.ZERO;
        }
        int radix = 10;
        int start = 0;
        if (unsigned.charAt(0) == '0') {
            radix = switch (unsigned.charAt(1)) {
                case 'x', 'X' -> 16;
                case 'b', 'B' -> 2;
                default -> 8;
            };
            start = Character.isDigit(unsigned.charAt(1)) ? 1 : 2;
        }
        if (start == unsigned.length() || unsigned.length() > 400) {
            return null;
        }
        if (start == 2 && radix == 8 && unsigned.charAt(1) != 'o' && unsigned.charAt(1) != 'O') {
            return null;
        }
        for (int i = start; i < unsigned.length(); i++) {
            if (unsigned.charAt(i) > 'f' || Character.digit(unsigned.charAt(i), radix) < 0) {
                return null;
            }
        }
        return new BigInteger(unsigned.substring(start), radix);
    }

    private static Tree floating(String text, int line) {
        return floating(text, text, line);
    }

    private static Tree floating(String plain, String text, int line) {
        String unsigned = plain.startsWith("-") || plain.startsWith("+") ? plain.substring(1) : plain;
        switch (unsigned) {
            case ".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN" ->
                throw new Unreadable(line, text + " is no number that a Kubernetes object can hold");
            default -> {
                if (!isDecimal(unsigned)) {
                    return new Tree.Text(text, line);
                }
            }
        }
        Tree.Numeral number = (Tree.Numeral) Scalars.number(plain, line);
        BigDecimal stripped = number.value().stripTrailingZeros();
        return new Tree.Numeral(stripped.scale() < 0 ? stripped.setScale(0) : stripped, line);
    }

    /** Digits with at most one point among or around them, and an exponent if there is one. */
    private static boolean isDecimal(String unsigned) {
        int at = 0;
        int digits = 0;
        boolean point = false;
        while (at < unsigned.length() && (isDigit(unsigned.charAt(at)) || (unsigned.charAt(at) == '.' && !point))) {
            point |= unsigned.charAt(at) == '.';
            digits += unsigned.charAt(at) == '.' ? 0 : 1;
            at++;
        }
        if (digits == 0 || at == unsigned.length()) {
            return digits > 0;
        }
        if (unsigned.charAt(at) != 'e' && unsigned.charAt(at) != 'E') {
            return false;
        }
        at++;
        if (at < unsigned.length() && (unsigned.charAt(at) == '+' || unsigned.charAt(at) == '-')) {
            at++;
        }
        return at < unsigned.length() && unsigned.chars().skip(at).allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean allDigits(String text) {
        for (int i = 1; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
