package dev.wainwright.cloud.kwok;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cloud.catalog.CatalogException;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** A JSON document as a tree with line numbers. */
final class JsonTree {
    private JsonTree() {}

    /** @param source what to call the document in errors */
    static Tree read(Reader in, String source) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(in)) {
            if (parser.nextToken() == null) {
                throw new CatalogException(source + ": the file is empty");
            }
            return value(parser);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new CatalogException("%s:%d: not JSON: %s".formatted(source, line, e.getOriginalMessage()), e);
        }
    }

    private static Tree value(JsonParser parser) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                var fields = new LinkedHashMap<String, Tree>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, value(parser));
                }
                yield new Tree.Mapping(fields, line);
            }
            case START_ARRAY -> {
                var items = new ArrayList<Tree>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield new Tree.Sequence(items, line);
            }
            case VALUE_STRING -> new Tree.Text(parser.getText(), line);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Tree.Numeral(parser.getDecimalValue(), line);
            case VALUE_TRUE -> new Tree.Bool(true, line);
            case VALUE_FALSE -> new Tree.Bool(false, line);
            default -> new Tree.Null(line);
        };
    }
}
