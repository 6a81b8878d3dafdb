package dev.wainwright.api.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * One document while it is read: hands on the items of a list before the list ends.
 *
 * <p>kubectl prints {@code kind: List} behind the items, so whether a document is a list is known only at its end; but its
 * items carry their own kind and can go ahead. The API server's typed lists ({@code PodList}) have items without a kind;
 * those wait when the list's kind has not been seen yet, which in the server's own output it always has.
 */
final class TopLevel {
    private static final String ITEMS = "items";

    private final DocumentHandler handler;
    private final int document;
    private final int line;
    private final Fields fields = new Fields();
    private final List<Tree> waiting = new ArrayList<>();
    private String apiVersion = "";
    private String kind = "";
    private boolean hasItems;
    private int itemsLine;

    TopLevel(DocumentHandler handler, int document, int line) {
        this.handler = handler;
        this.document = document;
        this.line = line;
    }

    /** Whether the items of a sequence in field {@code name} are to be given to {@link #item} one by one. */
    boolean streams(String name) {
        return name.equals(ITEMS) && (kind.isEmpty() || isList());
    }

    void beginItems(int atLine) {
        hasItems = true;
        itemsLine = atLine;
    }

    void item(Tree item) {
        boolean named = item instanceof Tree.Mapping mapping && mapping.get("kind") instanceof Tree.Text;
        if (named || isList()) {
            emit(item);
        } else {
            waiting.add(item);
        }
    }

    /** Whether the field is new. */
    boolean field(String name, Tree value) {
        if (value instanceof Tree.Text text) {
            if (name.equals("kind")) {
                kind = text.value();
            } else if (name.equals("apiVersion")) {
                apiVersion = text.value();
            }
        }
        return !(hasItems && name.equals(ITEMS)) && fields.add(name, value);
    }

    boolean has(String name) {
        return fields.has(name) || (hasItems && name.equals(ITEMS));
    }

    void end() {
        if (!hasItems) {
            emit(fields.build(line));
        } else if (isList()) {
            waiting.forEach(this::emit);
        } else if (!waiting.isEmpty() || !kind.isEmpty()) {
            fields.add(ITEMS, new Tree.Sequence(waiting, itemsLine));
            handler.document(fields.build(line), document);
        }
    }

    private boolean isList() {
        return kind.endsWith("List");
    }

    private void emit(Tree item) {
        switch (item) {
            case Tree.Mapping mapping -> emit(named(mapping));
            case Tree other -> handler.trouble(document, other.line(), "an item of the list is not an object");
        }
    }

    private void emit(Tree.Mapping object) {
        if (object.text("kind", "").endsWith("List") && object.get(ITEMS) instanceof Tree.Sequence items) {
            var inner = new TopLevel(handler, document, object.line());
            object.fields().forEach((name, value) -> {
                if (!name.equals(ITEMS)) {
                    inner.field(name, value);
                }
            });
            items.items().forEach(inner::item);
        } else if (!isEmptyList(object)) {
            handler.document(object, document);
        }
    }

    /** A list of nothing; some tools write null for it. */
    private static boolean isEmptyList(Tree.Mapping object) {
        String listKind = object.text("kind", "");
        boolean typed = listKind.endsWith("List") && object.get(ITEMS) instanceof Tree.Null;
        return typed || (listKind.equals("List") && object.get(ITEMS) == null);
    }

    private Tree.Mapping named(Tree.Mapping item) {
        boolean typed = isList() && !kind.equals("List") && item.get("kind") == null;
        return typed
                ? item.with("apiVersion", Tree.text(apiVersion))
                        .with("kind", Tree.text(kind.substring(0, kind.length() - "List".length())))
                : item;
    }
}
