package dev.wainwright.api.read;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.Validator;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.codec.Misfit;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.rules.MetadataRules;
import dev.wainwright.api.schema.SchemaCheck;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One object's way from tree to record: known kind, schema, defaults, rules. */
final class Admission {
    private final Profile profile;
    private final ManifestReader.InstanceTypeNames wildcards;
    private final Consumer<Finding> findings;
    private final Consumer<String> unknownKinds;
    private final Interner interner = new Interner();
    private final Map<String, Integer> generated = new HashMap<>();
    private BiConsumer<KubeObject, Place> objects;

    Admission(
            Profile profile,
            ManifestReader.InstanceTypeNames wildcards,
            Consumer<KubeObject> objects,
            Consumer<Finding> findings,
            Consumer<String> unknownKinds) {
        this.profile = profile;
        this.wildcards = wildcards;
        this.objects = (object, place) -> objects.accept(object);
        this.findings = findings;
        this.unknownKinds = unknownKinds;
    }

    /** Sends the objects elsewhere, with their places. */
    void deliverTo(BiConsumer<KubeObject, Place> target) {
        objects = target;
    }

    void admit(Tree.Mapping document, String source, int number) {
        if (document.isEmpty()) {
            return;
        }
        Place place = Place.of(source, number, document);
        String apiVersion = document.text("apiVersion", "");
        String kindName = document.text("kind", "");
        if (apiVersion.isEmpty() || kindName.isEmpty()) {
            findings.accept(place.error(
                    "",
                    document.line(),
                    "not a Kubernetes object: " + (kindName.isEmpty() ? "kind" : "apiVersion") + " is missing"));
            return;
        }
        Optional<Kind> kind = Kinds.find(apiVersion, kindName);
        if (kind.isPresent()) {
            known(kind.get(), document, place);
        } else {
            unknownKinds.accept(kindName + " (" + apiVersion + ")");
        }
    }

    void finish() {}

    private void known(Kind kind, Tree.Mapping document, Place place) {
        var said = new ArrayList<Finding>();
        Tree.Mapping complete = complete(kind, document, said);
        SchemaCheck.Checked checked = SchemaCheck.check(complete, kind.schema().get());
        said.addAll(checked.findings());
        Tree.Mapping object = checked.object();
        if (said.stream().noneMatch(Finding::isError)) {
            object = kind.defaults().apply(object);
            said.addAll(MetadataRules.check(kind, object));
            for (Validator validator : kind.validators()) {
                said.addAll(validator.validate(object));
            }
        }
        said.forEach(finding -> findings.accept(place.at(finding)));
        if (said.stream().noneMatch(Finding::isError)) {
            deliver(kind, object, place);
        }
    }

    private void deliver(Kind kind, Tree.Mapping object, Place place) {
        try {
            objects.accept(Codec.read(kind, object, interner), place);
        } catch (Misfit e) {
            findings.accept(place.error(e.path(), e.line(), e.message()));
        }
    }

    /** Fills in the parts of the metadata that depend on the request: the namespace and a generated name. */
    private Tree.Mapping complete(Kind kind, Tree.Mapping document, List<Finding> said) {
        if (!(document.get("metadata") instanceof Tree.Mapping metadata)) {
            return document;
        }
        Tree.Mapping completed = metadata;
        if (kind.namespaced() && metadata.text("namespace", "").isEmpty()) {
            completed = completed.with("namespace", new Tree.Text("default", metadata.line()));
        } else if (!kind.namespaced() && metadata.get("namespace") != null) {
            completed = completed.without("namespace");
            said.add(Finding.warning(
                    "metadata.namespace", metadata.line(), "ignored: objects of this kind live outside of namespaces"));
        }
        String prefix = metadata.text("generateName", "");
        if (metadata.get("name") == null && !prefix.isEmpty()) {
            String scope = kind.kind() + ' ' + completed.text("namespace", "") + ' ' + prefix;
            int number = generated.merge(scope, 1, Integer::sum);
            completed = completed.with("name", new Tree.Text(prefix + "%05d".formatted(number), metadata.line()));
        }
        return completed == metadata ? document : document.with("metadata", completed);
    }
}
