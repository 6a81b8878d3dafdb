package dev.wainwright.cli.objects;

import dev.wainwright.api.hash.DriftHash;
import dev.wainwright.api.tree.Tree;

/**
 * An object and the hash it has, with what the object itself says about that.
 *
 * @param annotated the hash in its annotations; empty when it has none
 * @param annotatedVersion the version of that hash's recipe; empty when it says none
 */
record Hashed(String kind, String name, DriftHash hash, String annotated, String annotatedVersion) {
    static Hashed of(Tree.Mapping object, DriftHash hash) {
        Tree.Mapping metadata = object.mapping("metadata");
        Tree.Mapping annotations = metadata.mapping("annotations");
        return new Hashed(
                object.text("kind", ""),
                metadata.text("name", ""),
                hash,
                annotations.text(hash.annotation(), ""),
                annotations.text(hash.versionAnnotation(), ""));
    }

    boolean isAnnotated() {
        return !annotated.isEmpty() || !annotatedVersion.isEmpty();
    }

    /** Whether what is annotated is what should be. */
    boolean agrees() {
        return annotated.equals(hash.hash()) && annotatedVersion.equals(hash.version());
    }

    /** Which annotation differs, and what would be right. */
    String difference() {
        return annotatedVersion.equals(hash.version())
                ? difference(hash.annotation(), annotated, hash.hash())
                : difference(hash.versionAnnotation(), annotatedVersion, hash.version());
    }

    private String difference(String annotation, String is, String shouldBe) {
        return kind + "/" + name + ": annotation " + annotation + " is " + (is.isEmpty() ? "missing" : "\"" + is + "\"")
                + ", and would be \"" + shouldBe + "\"";
    }
}
