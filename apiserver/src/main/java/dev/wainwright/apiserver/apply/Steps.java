package dev.wainwright.apiserver.apply;

import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The steps of FieldsV1 paths. */
final class Steps {
    private static final Map<String, String> FIELDS = new ConcurrentHashMap<>();
    private static final int MOST_KNOWN = 4096;

    private Steps() {}

    /** The step to a field; the same text object for the same name, as long as the names are few. */
    static String field(String name) {
        String known = FIELDS.get(name);
        if (known == null) {
            known = "f:" + name;
            if (FIELDS.size() < MOST_KNOWN) {
                FIELDS.put(name, known);
            }
        }
        return known;
    }

    /** The step to an item of a list that is a set or is keyed. A key that is absent has its default, if it has one. */
    static String item(Tree item, Schema list) {
        if (Structure.isSet(list)) {
            return "v:" + Json.print(item);
        }
        if (!(item instanceof Tree.Mapping mapping)) {
            throw new IllegalArgumentException("an item of a keyed list is " + Tree.describe(item));
        }
        var key = new TreeMap<String, Tree>();
        for (String name : Structure.keys(list)) {
            Tree value = mapping.get(name);
            if (value == null || value instanceof Tree.Null) {
                value = defaultOf(list, name);
            }
            if (value != null) {
                key.put(name, value);
            }
        }
        if (key.isEmpty()) {
            throw new IllegalArgumentException("an item of a keyed list has none of its keys " + Structure.keys(list));
        }
        return "k:" + Json.print(new Tree.Mapping(key, 0));
    }

    /** Kubernetes' own types know no absence of a required key: it is empty or zero. */
    private static @Nullable Tree defaultOf(Schema list, String name) {
        Schema items = list.items();
        if (items == null) {
            return null;
        }
        Schema property = items.properties().get(name);
        if (property == null) {
            return null;
        }
        if (property.defaultValue() != null || !items.required().contains(name)) {
            return property.defaultValue();
        }
        return switch (property.type()) {
            case "string" -> Tree.text("");
            case "integer" -> Tree.number(0);
            default -> null;
        };
    }

    /** Fields before keys before values; keys and values that are numbers by number. */
    static int compare(String a, String b) {
        if (a.charAt(0) == 'f' || a.charAt(0) != b.charAt(0)) {
            return a.compareTo(b);
        }
        return a.equals(b) ? 0 : compareValues(a, b);
    }

    private static int compareValues(String a, String b) {
        int at = 2;
        while (at < a.length() && at < b.length() && a.charAt(at) == b.charAt(at)) {
            at++;
        }
        int start = at;
        while (start > 2 && isNumber(a.charAt(start - 1))) {
            start--;
        }
        String x = number(a, start);
        String y = number(b, start);
        boolean numbers = a.charAt(start - 1) == ':' && !x.isEmpty() && !y.isEmpty();
        return numbers ? new BigDecimal(x).compareTo(new BigDecimal(y)) : a.compareTo(b);
    }

    private static String number(String text, int start) {
        int end = start;
        while (end < text.length() && isNumber(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    private static boolean isNumber(char c) {
        return (c >= '0' && c <= '9') || c == '-' || c == '.';
    }

    /** {@code .name}, {@code [name="a",port=80]}, {@code [="a"]}. */
    static String toText(String step) {
        String rest = step.substring(2);
        return switch (step.charAt(0)) {
            case 'k' -> {
                List<String> parts = new ArrayList<>();
                ((Tree.Mapping) Json.parse(rest))
                        .fields()
                        .forEach((name, value) -> parts.add(name + "=" + Json.print(value)));
                yield "[" + String.join(",", parts) + "]";
            }
            case 'v' -> "[=" + rest + "]";
            case 'i' -> "[" + rest + "]";
            default -> "." + rest;
        };
    }
}
