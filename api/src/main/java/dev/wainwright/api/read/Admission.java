package dev.wainwright.api.read;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.codec.Misfit;
import dev.wainwright.api.lenient.KubeletMoves;
import dev.wainwright.api.lenient.Leniency;
import dev.wainwright.api.lenient.RetiredKinds;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.rules.ObjectRules;
import dev.wainwright.api.schema.SchemaCheck;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One object's way from tree to record: rewrites if allowed, known kind, schema, defaults, rules. */
final class Admission {
    /** The lenient profile moves settings between these, so it needs them all before it can go on with any. */
    private static final Set<String> WAITING_KINDS = Set.of("NodePool", "EC2NodeClass");

    private final Profile profile;
    private final Leniency leniency;
    private final Consumer<Finding> findings;
    private final Consumer<String> unknownKinds;
    private final BiConsumer<KubeObject, Place> objects;
    private final Interner interner = new Interner();
    private final Map<String, Integer> generated = new HashMap<>();
    private final List<KubeletMoves.Waiting<Place>> waiting = new ArrayList<>();

    Admission(
            Profile profile,
            ManifestReader.InstanceTypeNames wildcards,
            BiConsumer<KubeObject, Place> objects,
            Consumer<Finding> findings,
            Consumer<String> unknownKinds) {
        this.profile = profile;
        this.leniency = new Leniency(wildcards);
        this.objects = objects;
        this.findings = findings;
        this.unknownKinds = unknownKinds;
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
                    kindName.isEmpty() ? "kind" : "apiVersion",
                    document.line(),
                    "missing: every Kubernetes object has an apiVersion and a kind"));
        } else if (isServed(apiVersion, kindName, place)) {
            served(document, place);
        }
    }

    /** Hands on the objects that had to wait for the rest of the input. */
    void finish() {
        KubeletMoves.apply(waiting).forEach(entry -> known(entry.object(), entry.place(), entry.findings()));
        waiting.clear();
    }

    private boolean isServed(String apiVersion, String kind, Place place) {
        Optional<String> successor = RetiredKinds.successor(apiVersion, kind);
        Optional<String> current = RetiredKinds.currentVersion(apiVersion, kind);
        if (successor.isPresent()) {
            findings.accept(place.error(
                    "kind",
                    place.line(),
                    kind + " (" + apiVersion + ") is no longer served: write a " + successor.get() + " in its place"));
            return false;
        }
        if (current.isPresent() && profile == Profile.STRICT) {
            findings.accept(place.error(
                    "apiVersion",
                    place.line(),
                    apiVersion + " is no longer served: write " + current.get()
                            + ", or use --lenient to have it read as" + " that"));
            return false;
        }
        return true;
    }

    private void served(Tree.Mapping document, Place place) {
        if (profile == Profile.STRICT) {
            known(document, place, List.of());
            return;
        }
        Leniency.Rewritten rewritten = leniency.rewrite(document);
        Place renamed = Place.of(place.source(), place.document(), rewritten.object());
        if (WAITING_KINDS.contains(document.text("kind", ""))) {
            waiting.add(new KubeletMoves.Waiting<>(rewritten.object(), renamed, rewritten.findings()));
        } else {
            known(rewritten.object(), renamed, rewritten.findings());
        }
    }

    private void known(Tree.Mapping document, Place place, List<Finding> before) {
        String apiVersion = document.text("apiVersion", "");
        String name = document.text("kind", "");
        Optional<Kind> kind = Kinds.find(apiVersion, name);
        if (kind.isEmpty()) {
            unknownKinds.accept(name + " (" + apiVersion + ")");
            return;
        }
        var said = new ArrayList<>(before);
        Tree.Mapping object = checked(kind.get(), document, said);
        said.stream().distinct().forEach(finding -> findings.accept(place.at(finding)));
        if (said.stream().noneMatch(Finding::isError)) {
            deliver(kind.get(), object, place);
        }
    }

    private Tree.Mapping checked(Kind kind, Tree.Mapping document, List<Finding> said) {
        Tree.Mapping complete = complete(kind, document, said);
        SchemaCheck.Checked checked = SchemaCheck.check(complete, kind.schema().get());
        if (Stream.concat(said.stream(), checked.findings().stream()).anyMatch(Admission::isFatal)) {
            said.addAll(checked.findings());
            return checked.object();
        }
        Tree.Mapping object = kind.defaults().apply(checked.object());
        said.addAll(ObjectRules.check(kind, object, null, checked.findings()));
        return object;
    }

    /** Whether no sense can be made of what else is in the object. */
    private static boolean isFatal(Finding finding) {
        return switch (finding.cause().type()) {
            case UNDECODABLE, UNKNOWN_FIELD, TYPE_INVALID -> finding.isError();
            default -> false;
        };
    }

    private void deliver(Kind kind, Tree.Mapping object, Place place) {
        try {
            objects.accept(Codec.read(kind, object, interner), place);
        } catch (Misfit e) {
            findings.accept(place.error(e.path(), e.line(), e.message()));
        }
    }

    /** Fills in the parts of the metadata that depend on the request: the namespace and a generated name. */
    @SuppressWarnings("ReferenceEquality") // The same instance means that nothing changed.
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
        if (metadata.text("name", "").isEmpty() && !prefix.isEmpty()) {
            String scope = kind.kind() + ' ' + completed.text("namespace", "") + ' ' + prefix;
            int number = generated.merge(scope, 1, Integer::sum);
            completed = completed.with("name", new Tree.Text(prefix + "%05d".formatted(number), metadata.line()));
        }
        return completed == metadata ? document : document.with("metadata", completed);
    }
}
