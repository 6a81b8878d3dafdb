package dev.wainwright.api.rules;

import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The grammars of names and labels. Each check gives what is wrong with the text, in the server's words. */
final class Grammar {
    private static final int LABEL = 63;
    private static final int SUBDOMAIN = 253;
    private static final int PORT_NAME = 15;

    private static final String LABEL_PATTERN = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String NAME_PATTERN = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";

    private static final String DNS_LABEL =
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or"
                    + " '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for"
                    + " validation is '" + LABEL_PATTERN + "')";
    private static final String DNS_SUBDOMAIN =
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start"
                    + " and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '"
                    + LABEL_PATTERN + "(\\." + LABEL_PATTERN + ")*')";
    private static final String NAME =
            "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with"
                    + " an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '"
                    + NAME_PATTERN + "')";
    private static final String LABEL_VALUE =
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and"
                    + " end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for"
                    + " validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
    private static final String CONFIG_KEY =
            "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME', "
                    + " or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
    private static final String PERCENT =
            "a valid percent string must be a numeric string followed by an ending '%' (e.g."
                    + " '1%',  or '93%', regex used for validation is '[0-9]+%')";
    private static final Pattern CONFIG_KEYS = Pattern.compile("[-._a-zA-Z0-9]+");

    private Grammar() {}

    /** Small letters, digits and dashes, as in the parts of a host name. */
    static List<String> dnsLabel(String text) {
        var wrong = new ArrayList<String>();
        if (text.length() > LABEL) {
            wrong.add(atMost(LABEL, "characters"));
        }
        if (!isDnsLabel(text)) {
            wrong.add(isDnsSubdomain(text) ? "must not contain dots" : DNS_LABEL);
        }
        return wrong;
    }

    /** Labels joined by dots: what most names must be. */
    static List<String> dnsSubdomain(String text) {
        return dnsSubdomain(text, "characters");
    }

    private static List<String> dnsSubdomain(String text, String unit) {
        var wrong = new ArrayList<String>();
        if (text.length() > SUBDOMAIN) {
            wrong.add(atMost(SUBDOMAIN, unit));
        }
        if (!isDnsSubdomain(text)) {
            wrong.add(DNS_SUBDOMAIN);
        }
        return wrong;
    }

    /** {@code name} or {@code prefix/name}: the keys of labels, annotations, taints, and extended resources. */
    static List<String> qualifiedName(String text) {
        return qualifiedName(text, "a qualified name");
    }

    /** The same where the server calls it by what it is for. */
    static List<String> labelKey(String text) {
        return qualifiedName(text, "a valid label key");
    }

    private static List<String> qualifiedName(String text, String called) {
        int slash = text.indexOf('/');
        if (slash >= 0 && text.indexOf('/', slash + 1) >= 0) {
            return List.of(called + ' ' + NAME + " with an optional DNS subdomain prefix and '/' (e.g."
                    + " 'example.com/MyName')");
        }
        var wrong = new ArrayList<String>();
        if (slash == 0) {
            wrong.add("prefix part must be non-empty");
        } else if (slash > 0) {
            dnsSubdomain(text.substring(0, slash), "bytes").forEach(each -> wrong.add("prefix part " + each));
        }
        String name = text.substring(slash + 1);
        if (name.isEmpty()) {
            wrong.add("name part must be non-empty");
        } else if (name.length() > LABEL) {
            wrong.add("name part " + atMost(LABEL, "bytes"));
        }
        if (!isNamePart(name)) {
            wrong.add("name part " + NAME);
        }
        return wrong;
    }

    static List<String> labelValue(String text) {
        var wrong = new ArrayList<String>();
        if (text.length() > LABEL) {
            wrong.add(atMost(LABEL, "bytes"));
        }
        if (!text.isEmpty() && !isNamePart(text)) {
            wrong.add(LABEL_VALUE);
        }
        return wrong;
    }

    static List<String> portName(String text) {
        var wrong = new ArrayList<String>();
        if (text.length() > PORT_NAME) {
            wrong.add(atMost(PORT_NAME, "characters"));
        }
        if (!text.chars().allMatch(c -> isDigit((char) c) || isSmall((char) c) || c == '-') || text.isEmpty()) {
            wrong.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        }
        if (text.chars().noneMatch(c -> isSmall((char) c))) {
            wrong.add("must contain at least one letter (a-z)");
        }
        if (text.contains("--")) {
            wrong.add("must not contain consecutive hyphens");
        }
        if (text.startsWith("-") || text.endsWith("-")) {
            wrong.add("must not begin or end with a hyphen");
        }
        return wrong;
    }

    static List<String> configKey(String text) {
        var wrong = new ArrayList<String>();
        if (text.length() > SUBDOMAIN) {
            wrong.add(atMost(SUBDOMAIN, "characters"));
        }
        if (!CONFIG_KEYS.matcher(text).matches()) {
            wrong.add(CONFIG_KEY);
        } else if (text.equals(".")) {
            wrong.add("must not be '.'");
        } else if (text.startsWith("..")) {
            wrong.add(text.equals("..") ? "must not be '..'" : "must not start with '..'");
        }
        return wrong;
    }

    /** What may stand in a path of the API, and no more: the names of roles. */
    static List<String> pathSegment(String text) {
        if (text.equals(".") || text.equals("..")) {
            return List.of("may not be '" + text + "'");
        }
        var wrong = new ArrayList<String>();
        for (String sign : List.of("/", "%")) {
            if (text.contains(sign)) {
                wrong.add("may not contain '" + sign + "'");
            }
        }
        return wrong;
    }

    /** A count that is not negative, or a share in percent. */
    static void amount(Tree.Mapping mapping, String name, Path path, Problems problems) {
        problems.notNegative(mapping, name, path);
        if (mapping.get(name) instanceof Tree.Text text && !isPercent(text.value())) {
            problems.invalid(path.field(name), text, PERCENT);
        }
    }

    /** A share that is not more than the whole. */
    static void atMostAll(Tree.Mapping mapping, String name, Path path, Problems problems) {
        if (mapping.get(name) instanceof Tree.Text text && isPercent(text.value()) && percent(text.value()) > 100) {
            problems.invalid(path.field(name), text, "must not be greater than 100%");
        }
    }

    /** Whether an amount comes to nothing. */
    static boolean isZero(Tree.Mapping mapping, String name) {
        Tree amount = mapping.get(name);
        return (amount instanceof Tree.Numeral count && count.value().signum() == 0)
                || (amount instanceof Tree.Text text && isPercent(text.value()) && percent(text.value()) == 0);
    }

    private static boolean isPercent(String text) {
        return text.length() > 1
                && text.endsWith("%")
                && text.chars().limit(text.length() - 1L).allMatch(Character::isDigit);
    }

    private static long percent(String text) {
        return text.length() > 10 ? Long.MAX_VALUE : Long.parseLong(text.substring(0, text.length() - 1));
    }

    static String inRange(long least, long most) {
        return "must be between " + least + " and " + most + ", inclusive";
    }

    static String atMost(int size, String unit) {
        return "must be no more than " + size + ' ' + unit;
    }

    /** Keys and values of a mapping of labels; the server names the mapping only. */
    static void labels(Tree.Mapping labels, Path path, Problems problems) {
        labels.fields().forEach((key, value) -> {
            problems.invalid(path, value, key, labelKey(key));
            if (value instanceof Tree.Text text) {
                problems.invalid(path, value, labelValue(text.value()));
            }
        });
    }

    /** Unlike labels, annotations may have capitals in the prefix. */
    static void annotations(Tree.Mapping annotations, Path path, Problems problems) {
        annotations
                .fields()
                .forEach((key, value) ->
                        problems.invalid(path, value, key, qualifiedName(key.toLowerCase(Locale.ROOT))));
    }

    static boolean isDnsSubdomain(String text) {
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
            if (!isDigit(c) && !isSmall(c) && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isNamePart(String text) {
        if (text.isEmpty() || !isAlphanumeric(text.charAt(0))) {
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
        return isDigit(c) || isSmall(c) || (c >= 'A' && c <= 'Z');
    }

    private static boolean isSmall(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
