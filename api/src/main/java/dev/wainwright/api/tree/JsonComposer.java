package dev.wainwright.api.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** JSON tokens to trees; documents may follow each other without a separator. */
final class JsonComposer {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Scalars.MAX_DEPTH + 1)
                    .maxStringLength(64 << 20)
                    .build())
            .build();

    private final JsonParser parser;
    private final Scalars scalars;
    private final int linesBefore;
    private @Nullable Consumer<String> duplicates;

    private JsonComposer(JsonParser parser, Scalars scalars, int linesBefore) {
        this.parser = parser;
        this.scalars = scalars;
        this.linesBefore = linesBefore;
    }

    /** Reads all documents in {@code source}, the first of which has number {@code first}; returns how many there were. */
    static int read(Reader source, int linesBefore, int first, Scalars scalars, DocumentHandler handler)
            throws IOException {
        int document = first;
        try (JsonParser parser = FACTORY.createParser(source)) {
            var composer = new JsonComposer(parser, scalars, linesBefore);
            try {
                while (parser.nextToken() != null) {
                    composer.document(handler, document);
                    document++;
                }
            } catch (JsonProcessingException e) {
                int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
                handler.trouble(document, linesBefore + Math.max(line, 1), "not valid JSON: " + Json.reason(e));
                document++;
            } catch (Unreadable e) {
                handler.trouble(document, e.line(), e.text());
                document++;
            }
        }
        return document - first;
    }

    /** Reads one value that must be all of {@code text}; for resources that ship with the program. */
    static Tree single(Reader text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new Unreadable(1, "there is nothing in it");
            }
            return new JsonComposer(parser, new Scalars(), 0).value(0);
        }
    }

    /** Like {@link #single}, but a field may be set again; its path is told. */
    static Tree single(Reader text, Consumer<String> duplicates) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new Unreadable(1, "there is nothing in it");
            }
            var composer = new JsonComposer(parser, new Scalars(), 0);
            composer.duplicates = duplicates;
            Tree tree = composer.value(0);
            if (parser.nextToken() != null) {
                throw new Unreadable(composer.line(), "there is something behind the object");
            }
            return tree;
        }
    }

    private void document(DocumentHandler handler, int document) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new Unreadable(
                    line(),
                    "a Kubernetes object is a JSON object, this is "
                            + (parser.currentToken() == JsonToken.START_ARRAY
                                    ? "an array: use kind List"
                                    : "a plain value"));
        }
        var top = new TopLevel(handler, document, line());
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = scalars.name(parser.currentName());
            int at = line();
            if (top.has(name)) {
                throw Scalars.duplicate(name, at);
            }
            if (parser.nextToken() == JsonToken.START_ARRAY && top.streams(name)) {
                top.beginItems(at);
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    top.item(value(2));
                }
            } else {
                top.field(name, value(1));
            }
        }
        top.end();
    }

    private Tree value(int depth) throws IOException {
        int line = line();
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(depth, line);
            case START_ARRAY -> sequence(depth, line);
            case VALUE_STRING -> new Tree.Text(scalars.value(parser.getText()), line);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Scalars.number(parser.getText(), line);
            case VALUE_TRUE -> new Tree.Bool(true, line);
            case VALUE_FALSE -> new Tree.Bool(false, line);
            default -> new Tree.Null(line);
        };
    }

    private Tree mapping(int depth, int line) throws IOException {
        var fields = new Fields();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = scalars.name(parser.currentName());
            int at = line();
            boolean again = duplicates != null && fields.has(name);
            if (again && duplicates != null) {
                duplicates.accept(place(name));
            }
            parser.nextToken();
            Tree value = value(depth + 1);
            if (again) {
                fields.replace(name, value);
            } else if (!fields.add(name, value)) {
                throw Scalars.duplicate(name, at);
            }
        }
        return fields.build(line);
    }

    /** Where the parser is, as Kubernetes writes places. */
    private String place(String name) {
        var path = new StringBuilder(name);
        JsonStreamContext at = parser.getParsingContext();
        for (var each = at.inRoot() ? null : at.getParent(); each != null && !each.inRoot(); each = each.getParent()) {
            if (each.inArray()) {
                path.insert(0, "[" + each.getCurrentIndex() + (path.charAt(0) == '[' ? "]" : "]."));
            } else {
                path.insert(0, each.getCurrentName() + (path.charAt(0) == '[' ? "" : "."));
            }
        }
        return path.toString();
    }

    private Tree sequence(int depth, int line) throws IOException {
        var items = new ArrayList<Tree>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(depth + 1));
        }
        return new Tree.Sequence(items, line);
    }

    private int line() {
        return linesBefore + parser.currentTokenLocation().getLineNr();
    }
}
