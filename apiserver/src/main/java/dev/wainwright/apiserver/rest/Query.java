package dev.wainwright.apiserver.rest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters behind the question mark. */
public record Query(Map<String, List<String>> parameters) {
    public static final Query NONE = new Query(Map.of());

    /** As the URL has it; throws {@link IllegalArgumentException} where it is badly encoded. */
    public static Query parse(String text) {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (String part : text.split("&")) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = decode(equals < 0 ? part : part.substring(0, equals));
                String value = equals < 0 ? "" : decode(part.substring(equals + 1));
                parameters.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
            }
        }
        return new Query(parameters);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The first value; empty when there is none. */
    public String text(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    public List<String> texts(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    /** Whether it is there and not plainly false. */
    public boolean flag(String name) {
        return parameters.containsKey(name)
                && !text(name).equals("false")
                && !text(name).equals("0");
    }

    /** A number; {@code otherwise} when there is none. */
    public long number(String name, long otherwise) {
        String text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
