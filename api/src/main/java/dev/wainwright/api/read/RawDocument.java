package dev.wainwright.api.read;

import dev.wainwright.api.tree.DocumentHandler;
import dev.wainwright.api.tree.DocumentReader;
import dev.wainwright.api.tree.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A manifest as it was written, of whatever kind: for an API server, which judges for itself. */
public record RawDocument(String source, int number, Tree.Mapping object) {
    /** The objects in {@code paths} (files, folders, {@code -} for {@code stdin}); the items of lists one by one. */
    public static List<RawDocument> read(List<String> paths, InputStream stdin, Consumer<Finding> findings) {
        var all = new ArrayList<RawDocument>();
        for (String source : Sources.of(paths, findings)) {
            try (InputStream in = source.equals(Sources.STDIN) ? stdin : Files.newInputStream(Path.of(source))) {
                DocumentReader.read(in, new DocumentHandler() {
                    @Override
                    public void document(Tree.Mapping object, int document) {
                        all.add(new RawDocument(source, document, object));
                    }

                    @Override
                    public void trouble(int document, int line, String message) {
                        findings.accept(Finding.error("", line, message).in(source, document, ""));
                    }
                });
            } catch (IOException e) {
                findings.accept(Finding.error("", 0, "cannot be read: " + e.getMessage())
                        .in(source, 0, ""));
            }
        }
        return all;
    }

    /** What is wrong with it. */
    public Finding error(String message) {
        String name = object.mapping("metadata").text("name", "");
        return Finding.error("", object.line(), message).in(source, number, object.text("kind", "") + '/' + name);
    }
}
