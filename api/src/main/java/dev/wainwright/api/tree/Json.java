package dev.wainwright.api.tree;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Single JSON values in memory; files come in by {@link DocumentReader}. */
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

    /**
     * Like {@link #parse}, but of a field that is set twice the later one counts, and its path, such as
     * {@code spec.containers[0].image}, goes to {@code duplicates}.
     */
    public static Tree parse(String text, Consumer<String> duplicates) {
        try {
            return JsonComposer.single(new StringReader(text), duplicates);
        } catch (JsonProcessingException e) {
            throw notJson(line(e), reason(e), e);
        } catch (Unreadable e) {
            throw notJson(e.line(), e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int line(JsonProcessingException e) {
        return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    }

    /** Like {@link #parse}, from a reader that the caller closes. */
    public static Tree read(Reader source) throws IOException {
        try {
            return JsonComposer.single(source);
        } catch (JsonProcessingException e) {
            throw notJson(line(e), reason(e), e);
        } catch (Unreadable e) {
            throw notJson(e.line(), e.getMessage(), e);
        }
    }

    /** The one JSON value in a file that ships beside {@code owner}. */
    public static Tree resource(Class<?> owner, String name) {
        try (var in = Objects.requireNonNull(owner.getResourceAsStream(name), name);
                var text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return read(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the parser says, without its notes on where it keeps its source. */
    static String reason(JsonProcessingException e) {
        return String.valueOf(e.getOriginalMessage()).replaceAll("\\s*\\(start marker at \\[Source.*", "");
    }

    private static IllegalArgumentException notJson(int line, @Nullable String why, Exception cause) {
        return new IllegalArgumentException("line " + line + ": not valid JSON: " + why, cause);
    }

    /** In one line. */
    public static String print(Tree tree) {
        return JsonWriter.write(tree, false).toString();
    }

    /** In one line, as UTF-8. */
    public static byte[] bytes(Tree tree) {
        return JsonWriter.write(tree, false).toBytes();
    }

    /** In one line that ends, as UTF-8. */
    public static byte[] line(Tree tree) {
        Utf8 text = JsonWriter.write(tree, false);
        text.add('\n');
        return text.toBytes();
    }

    /** Indented by two spaces, without a line break at the end. */
    public static String pretty(Tree tree) {
        return JsonWriter.write(tree, true).toString();
    }
}
