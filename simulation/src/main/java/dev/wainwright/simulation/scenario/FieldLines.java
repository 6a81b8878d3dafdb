package dev.wainwright.simulation.scenario;

import dev.wainwright.api.tree.DocumentHandler;
import dev.wainwright.api.tree.DocumentReader;
import dev.wainwright.api.tree.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** In which line of a file a field stands. Records do not know; so who has to complain reads the text again. */
final class FieldLines {
    private static final Pattern STEP = Pattern.compile("\\[([^]]*)]|([^.\\[]+)");

    private FieldLines() {}

    /** The line of {@code field}, such as {@code spec.steps[2].at}, or of what it is missing from; 0 if nobody can say. */
    static int of(InputStream text, String field) {
        var documents = new ArrayList<Tree.Mapping>();
        try {
            DocumentReader.read(text, new DocumentHandler() {
                @Override
                public void document(Tree.Mapping object, int document) {
                    documents.add(object);
                }

                @Override
                public void trouble(int document, int line, String message) {}
            });
        } catch (IOException e) {
            return 0;
        }
        return documents.isEmpty() ? 0 : line(documents.getFirst(), field);
    }

    private static int line(Tree.Mapping document, String field) {
        Tree at = document;
        int line = document.line();
        Matcher step = STEP.matcher(field);
        while (at != null && step.find()) {
            at = below(at, step);
            line = at == null || at.line() == 0 ? line : at.line();
        }
        return line;
    }

    private static @Nullable Tree below(Tree at, Matcher step) {
        String name = step.group(1) == null ? step.group(2) : step.group(1);
        return switch (at) {
            case Tree.Mapping mapping -> mapping.get(name);
            case Tree.Sequence sequence -> item(sequence.items(), name);
            default -> null;
        };
    }

    private static @Nullable Tree item(List<Tree> items, String number) {
        int index = number.matches("\\d{1,9}") ? Integer.parseInt(number) : items.size();
        return index < items.size() ? items.get(index) : null;
    }
}
