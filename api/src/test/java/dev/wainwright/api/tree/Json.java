package dev.wainwright.api.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON into trees, for tests that stand below the readers. Single quotes are taken for double ones. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    public static Tree.Mapping mapping(String json) {
        return (Tree.Mapping) tree(json.replace('\'', '"'));
    }

    public static Tree tree(String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.nextToken();
            return value(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Tree value(JsonParser parser) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Tree> fields = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, value(parser));
                }
                yield new Tree.Mapping(fields, line);
            }
            case START_ARRAY -> {
                List<Tree> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield new Tree.Sequence(items, line);
            }
            case VALUE_STRING -> new Tree.Text(parser.getText(), line);
            case VALUE_TRUE -> new Tree.Bool(true, line);
            case VALUE_FALSE -> new Tree.Bool(false, line);
            case VALUE_NULL -> new Tree.Null(line);
            default -> new Tree.Numeral(new BigDecimal(parser.getText()), line);
        };
    }
}
