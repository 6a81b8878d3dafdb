package dev.wainwright.apiserver.table;

import dev.wainwright.api.Kind;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.resource.Resources.Served;
import java.time.Instant;
import java.util.List;

/** Documents of {@code meta.k8s.io/v1} Table, which is what kubectl asks for when it prints. */
public final class Tables {
    private static final String API_VERSION = "meta.k8s.io/v1";

    private Tables() {}

    /** How much of an object goes with its row; {@code includeObject} in requests. */
    public enum Include {
        NONE,
        METADATA,
        OBJECT;

        /** Reads the parameter; the empty text stands for the metadata. Throws {@link IllegalArgumentException}. */
        public static Include of(String parameter) {
            return switch (parameter) {
                case "None" -> NONE;
                case "Object" -> OBJECT;
                case "", "Metadata" -> METADATA;
                default -> throw new IllegalArgumentException("unrecognized includeObject value: \"" + parameter + '"');
            };
        }
    }

    /**
     * How a table is made.
     *
     * @param heads whether the columns are described; in a watch that is done in the first event only
     * @param now what ages are counted to
     */
    public record Options(Include include, boolean heads, Instant now) {}

    /**
     * The table of some objects.
     *
     * @param metadata of the list, or of a single object its resourceVersion alone
     */
    public static Tree.Mapping table(
            Served served, List<? extends KubeObject> items, Tree.Mapping metadata, Options options) {
        return ofDocuments(served, items.stream().map(Codec::write).toList(), metadata, options);
    }

    /** Like {@link #table}, of documents in the version of {@code served}. */
    public static Tree.Mapping ofDocuments(
            Served served, List<Tree.Mapping> documents, Tree.Mapping metadata, Options options) {
        Kind kind = served.resource().kind();
        Printers.Printer printer = served.definition()
                .<Printers.Printer>map(CustomCells::new)
                .orElseGet(() -> Printers.of(kind.group(), kind.plural()));
        return new Fields()
                .put("kind", "Table")
                .put("apiVersion", API_VERSION)
                .put("metadata", metadata)
                .put("columnDefinitions", options.heads() ? Columns.of(served) : new Tree.Null(0))
                .put(
                        "rows",
                        documents.stream()
                                .map(document -> row(kind, printer, document, options))
                                .toList())
                .build();
    }

    private static Tree.Mapping row(Kind kind, Printers.Printer printer, Tree.Mapping document, Options options) {
        var object = new Part(document);
        var row = new Row(object, options.now());
        printer.print(object, row);
        var fields = new Fields().put("cells", row.cells());
        if (kind.group().isEmpty() && kind.plural().equals("pods") && PodCells.isFinished(object)) {
            fields.put("conditions", List.of(completed(object.at("status").text("phase"))));
        }
        return switch (options.include()) {
            case NONE -> fields.put("object", new Tree.Null(0)).build();
            case OBJECT -> fields.put("object", document).build();
            case METADATA -> fields.put("object", partial(document)).build();
        };
    }

    private static Tree.Mapping completed(String phase) {
        return new Fields()
                .put("type", "Completed")
                .put("status", "True")
                .put("reason", phase)
                .put("message", phase.equals("Failed") ? "The pod failed." : "The pod has completed successfully.")
                .build();
    }

    /** An object's metadata alone, as {@code meta.k8s.io/v1} PartialObjectMetadata. */
    public static Tree.Mapping partial(Tree.Mapping document) {
        return new Fields()
                .put("kind", "PartialObjectMetadata")
                .put("apiVersion", API_VERSION)
                .put("metadata", document.mapping("metadata"))
                .build();
    }
}
