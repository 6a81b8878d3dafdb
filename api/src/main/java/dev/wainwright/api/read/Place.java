package dev.wainwright.api.read;

import dev.wainwright.api.tree.Tree;

/** Where an object was read, for what there is to say about it. */
record Place(String source, int document, int line, String object) {
    static Place of(String source, int document, Tree.Mapping object) {
        Tree.Mapping metadata = object.mapping("metadata");
        String kind = object.text("kind", "");
        String name = metadata.text("name", metadata.text("generateName", ""));
        String namespace = metadata.text("namespace", "");
        String qualified = namespace.isEmpty() || name.isEmpty() ? name : namespace + "/" + name;
        String label = qualified.isEmpty() ? kind : kind + "/" + qualified;
        return new Place(source, document, object.line(), label);
    }

    Finding at(Finding finding) {
        Finding placed = finding.in(source, document, object);
        return placed.line() > 0 ? placed : placed.at(line);
    }

    Finding warning(String message) {
        return at(Finding.warning("", line, message));
    }

    Finding error(String path, int atLine, String message) {
        return at(Finding.error(path, atLine, message));
    }
}
