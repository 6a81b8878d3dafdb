package dev.wainwright.apiserver.openapi;

import dev.wainwright.api.tree.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What {@code kubectl explain} says about kinds and fields: our own words, from descriptions.txt. Its lines are
 * {@code DEFINITION: text}, {@code DEFINITION.FIELD: text}, or {@code *.FIELD: text} for fields that mean the same
 * everywhere.
 */
final class Descriptions {
    private static final String RESOURCE = "descriptions.txt";
    private static final String DESCRIPTION = "description";

    private Descriptions() {}

    /** The definition with descriptions where it has none. */
    static Tree.Mapping describe(String name, Tree.Mapping definition) {
        Tree.Mapping described = withDescription(definition, Loaded.WORDS.getOrDefault(name, ""));
        if (!(definition.get("properties") instanceof Tree.Mapping properties)) {
            return described;
        }
        var fields = new LinkedHashMap<String, Tree>();
        properties.fields().forEach((field, schema) -> {
            String words = Loaded.WORDS.getOrDefault(name + '.' + field, Loaded.WORDS.getOrDefault("*." + field, ""));
            fields.put(field, schema instanceof Tree.Mapping mapping ? withDescription(mapping, words) : schema);
        });
        return described.with("properties", new Tree.Mapping(fields, 0));
    }

    private static Tree.Mapping withDescription(Tree.Mapping schema, String words) {
        if (words.isEmpty() || schema.get(DESCRIPTION) != null) {
            return schema;
        }
        var fields = new LinkedHashMap<String, Tree>();
        fields.put(DESCRIPTION, Tree.text(words));
        fields.putAll(schema.fields());
        return new Tree.Mapping(fields, 0);
    }

    /** All of it. */
    static String text() {
        return Loaded.TEXT;
    }

    /** Read on first use. */
    private static final class Loaded {
        static final String TEXT = load();
        static final Map<String, String> WORDS = words();

        private static String load() {
            try (InputStream in = Objects.requireNonNull(Descriptions.class.getResourceAsStream(RESOURCE), RESOURCE)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Map<String, String> words() {
            var words = new HashMap<String, String>();
            TEXT.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        int colon = line.indexOf(": ");
                        words.put(line.substring(0, colon), line.substring(colon + 2));
                    });
            return words;
        }
    }
}
