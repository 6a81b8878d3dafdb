package dev.wainwright.apiserver.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Forms that several kinds' cells share. */
final class Wording {
    static final String NONE = "<none>";
    static final String UNSET = "<unset>";

    private static final int SHOWN = 3;

    private Wording() {}

    static String orNone(String text) {
        return text.isEmpty() ? NONE : text;
    }

    static String labels(Map<String, String> labels) {
        return orNone(labels.entrySet().stream()
                .map(label -> label.getKey() + '=' + label.getValue())
                .collect(Collectors.joining(",")));
    }

    /** A label selector in the form in which kubectl takes one. */
    static String selector(Part selector) {
        record Term(String key, String text) {}
        var terms = new ArrayList<Term>();
        selector.map("matchLabels").forEach((key, value) -> terms.add(new Term(key, key + '=' + value)));
        selector.parts("matchExpressions").forEach(each -> terms.add(new Term(each.text("key"), expression(each))));
        terms.sort(Comparator.comparing(Term::key));
        return orNone(terms.stream().map(Term::text).collect(Collectors.joining(",")));
    }

    private static String expression(Part expression) {
        String key = expression.text("key");
        String values = expression.texts("values").stream().sorted().collect(Collectors.joining(",", " (", ")"));
        return switch (expression.text("operator")) {
            case "In" -> key + " in" + values;
            case "NotIn" -> key + " notin" + values;
            case "Exists" -> key;
            case "DoesNotExist" -> '!' + key;
            default -> "<error>";
        };
    }

    static String names(List<Part> parts, String field) {
        return parts.stream().map(each -> each.text(field)).collect(Collectors.joining(","));
    }

    /** The first few, and how many more there are. */
    static String some(List<String> texts, int shown) {
        String first = texts.stream().limit(shown).collect(Collectors.joining(","));
        return texts.size() > shown ? first + " + " + (texts.size() - shown) + " more..." : first;
    }

    static String some(List<String> texts) {
        return some(texts, SHOWN);
    }

    /** What a load balancer is reached by; addresses twice named are named once. */
    static String loadBalancer(Part status) {
        return status.at("loadBalancer").parts("ingress").stream()
                .map(each -> each.textOr("ip", each.text("hostname")))
                .filter(address -> !address.isEmpty())
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
    }

    static String accessModes(List<String> modes) {
        return modes.stream().distinct().map(Wording::accessMode).collect(Collectors.joining(","));
    }

    private static String accessMode(String mode) {
        return switch (mode) {
            case "ReadWriteOnce" -> "RWO";
            case "ReadOnlyMany" -> "ROX";
            case "ReadWriteMany" -> "RWX";
            case "ReadWriteOncePod" -> "RWOP";
            default -> mode;
        };
    }
}
