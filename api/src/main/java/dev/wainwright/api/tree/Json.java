package dev.wainwright.api.tree;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;

/** One JSON value at a time, for resources of the program and for tests; files come in by the document reader. */
public final class Json {
    private Json() {}

    /** Throws {@link IllegalArgumentException}, which names the line, when {@code text} is not one JSON value. */
    public static Tree parse(String text) {
        try {
            return read(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Like {@link #parse}, from a reader that the caller closes. */
    public static Tree read(Reader source) throws IOException {
        try {
            return JsonComposer.single(source);
        } catch (com.fasterxml.jackson.core.JsonProcessingException | Unreadable e) {
            throw new IllegalArgumentException("not valid JSON: " + e.getMessage(), e);
        }
    }
}
