package dev.wainwright.apiserver.admission;

import dev.wainwright.api.Kind;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.codec.Misfit;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.read.Cause;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.rules.MetadataRules;
import dev.wainwright.api.rules.ObjectRules;
import dev.wainwright.api.rules.PodUpdateRules;
import dev.wainwright.api.rules.UpdateRules;
import dev.wainwright.api.schema.BuiltInSchemas;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.schema.SchemaCheck;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.crd.CustomKind;
import dev.wainwright.apiserver.crd.CustomKinds;
import dev.wainwright.apiserver.crd.Customs;
import dev.wainwright.apiserver.defaults.ServerDefaults;
import dev.wainwright.apiserver.policy.Policies;
import dev.wainwright.apiserver.policy.PolicyExpressions;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From tree to record for the API server: decoding, defaults, rules. Stores nothing; what the store itself decides (name
 * from a prefix, uid, time, revision, admission by quota) comes after.
 *
 * <p>May be used by many threads. Objects that come in one after the other share what they have in common.
 */
public final class Documents {
    /** After so many objects the memory of what can be shared begins anew. */
    private static final int SHARED_AMONG = 8192;

    private final Customs customs;
    private Interner interner = new Interner();
    private int read;

    /** {@code customs} are the kinds of users, whose rules come with them. */
    public Documents(Customs customs) {
        this.customs = customs;
    }

    /** A document that was understood: without fields that nobody knows, with defaults. */
    private record Decoded(Tree.Mapping object, List<Finding> findings, List<String> warnings) {}

    /** A new object. One that is to get its name from {@code generateName} comes without a name. */
    public Result<Admitted> create(Incoming incoming, Tree.Mapping document) {
        Optional<CustomKind> custom = customs.find(incoming.kind());
        if (custom.isPresent()) {
            return placed(incoming, document).then(placed -> admit(incoming, custom.get(), null, placed));
        }
        return placed(incoming, document)
                .then(placed -> decode(incoming, placed))
                .then(decoded -> {
                    Tree.Mapping object = ServerDefaults.of(incoming.kind(), decoded.object());
                    return admit(incoming.kind(), object, null, decoded);
                });
    }

    /**
     * An object in place of {@code before}: the whole of it, as an update or what a patch has made of it. Its revision
     * is the store's to compare.
     */
    public Result<Admitted> update(Incoming incoming, KubeObject before, Tree.Mapping document) {
        Kind kind = incoming.kind();
        Optional<Refusal> stranger = Identity.differs(incoming, before, document);
        if (stranger.isPresent()) {
            return Result.refused(stranger.get());
        }
        Optional<CustomKind> custom = customs.find(kind);
        if (custom.isPresent()) {
            Tree.Mapping known = Codec.write(before);
            return placed(incoming, document)
                    .then(placed -> admit(incoming, custom.get(), known, Identity.keep(placed, known)));
        }
        return placed(incoming, document)
                .then(placed -> decode(incoming, placed))
                .then(decoded -> {
                    Tree.Mapping known = ServerDefaults.of(kind, Codec.write(before));
                    Tree.Mapping wanted = Identity.keep(ServerDefaults.of(kind, decoded.object()), known);
                    if (kind.kind().equals("Service")) {
                        wanted = GivenOut.keep(wanted, known);
                    }
                    return admit(kind, wanted, known, decoded);
                });
    }

    /** The status of {@code before} replaced by the document's; everything else is as it was. */
    public Result<Admitted> updateStatus(Incoming incoming, KubeObject before, Tree.Mapping document) {
        Optional<Refusal> stranger = Identity.differs(incoming, before, document);
        if (stranger.isPresent()) {
            return Result.refused(stranger.get());
        }
        return placed(incoming, document)
                .then(placed -> decode(incoming, placed))
                .then(decoded -> {
                    Tree.Mapping known = Codec.write(before);
                    Tree status = decoded.object().get("status");
                    Tree.Mapping object = status == null ? known.without("status") : known.with("status", status);
                    Tree version = decoded.object().mapping("metadata").get("resourceVersion");
                    Tree.Mapping metadata = version == null
                            ? known.mapping("metadata").without("resourceVersion")
                            : known.mapping("metadata").with("resourceVersion", version);
                    try {
                        return Result.ok(new Admitted(
                                record(incoming.kind(), object.with("metadata", metadata)), decoded.warnings()));
                    } catch (Misfit e) {
                        return Result.refused(Rejections.undecodable(incoming.kind(), e.path() + ": " + e.message()));
                    }
                });
    }

    /** {@code before} with the document's ephemeral containers; everything else is as it was. */
    public Result<Admitted> updateEphemeral(Incoming incoming, KubeObject before, Tree.Mapping document) {
        Optional<Refusal> stranger = Identity.differs(incoming, before, document);
        if (stranger.isPresent()) {
            return Result.refused(stranger.get());
        }
        Kind kind = incoming.kind();
        return placed(incoming, document)
                .then(placed -> decode(incoming, placed))
                .then(decoded -> {
                    Tree.Mapping known = ServerDefaults.of(kind, Codec.write(before));
                    Tree.Mapping asked = ServerDefaults.of(kind, decoded.object());
                    Tree.Mapping wanted = known.with(
                            "spec", copied(known.mapping("spec"), asked.mapping("spec"), "ephemeralContainers"));
                    Tree.Mapping metadata =
                            copied(known.mapping("metadata"), asked.mapping("metadata"), "resourceVersion");
                    var errors = new ArrayList<>(ObjectRules.check(kind, wanted, known, decoded.findings()));
                    errors.addAll(PodUpdateRules.ephemeral(known, wanted));
                    errors.removeIf(finding -> !finding.isError());
                    return errors.isEmpty()
                            ? Result.ok(
                                    new Admitted(record(kind, wanted.with("metadata", metadata)), decoded.warnings()))
                            : Result.refused(Rejections.invalid(kind, before.name(), errors));
                });
    }

    private static Tree.Mapping copied(Tree.Mapping into, Tree.Mapping from, String name) {
        Tree value = from.get(name);
        return value == null ? into.without(name) : into.with(name, value);
    }

    /** An object of a kind that a user defined: its own rules, and those for all metadata. */
    private Result<Admitted> admit(
            Incoming incoming, CustomKind custom, Tree.@Nullable Mapping before, Tree.Mapping placed) {
        Kind kind = incoming.kind();
        CustomKind.Checked checked = custom.check(before, placed);
        List<String> unknown = checked.unknown().stream()
                .map(path -> "unknown field \"" + path + '"')
                .toList();
        if (!unknown.isEmpty() && incoming.fieldValidation() == FieldValidation.STRICT) {
            return Result.refused(Rejections.undecodable(kind, "strict decoding error: " + String.join(", ", unknown)));
        }
        var errors = new ArrayList<Finding>(checked.errors());
        MetadataRules.check(kind, checked.object()).stream()
                .filter(Finding::isError)
                .forEach(errors::add);
        if (!errors.isEmpty()) {
            return Result.refused(
                    Rejections.invalid(kind, placed.mapping("metadata").text("name", ""), errors));
        }
        boolean warns = incoming.fieldValidation() == FieldValidation.WARN;
        try {
            return Result.ok(new Admitted(record(kind, checked.object()), warns ? unknown : List.of()));
        } catch (Misfit e) {
            return Result.refused(Rejections.undecodable(kind, e.path() + ": " + e.message()));
        }
    }

    /** The document in the request's namespace and under its name, if it is of the request's kind. */
    private static Result<Tree.Mapping> placed(Incoming incoming, Tree.Mapping document) {
        Kind kind = incoming.kind();
        String apiVersion = document.text("apiVersion", kind.apiVersion());
        String kindName = document.text("kind", kind.kind());
        if (!apiVersion.equals(kind.apiVersion()) || !kindName.equals(kind.kind())) {
            String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
            return Result.refused(Rejections.undecodable(
                    kindName,
                    version,
                    kind,
                    "no kind \"" + kindName + "\" is registered for version \"" + apiVersion
                            + "\" in scheme \"pkg/runtime/scheme.go:111\""));
        }
        Tree.Mapping metadata = document.mapping("metadata");
        String namespace = metadata.text("namespace", "");
        if (kind.namespaced() && !namespace.isEmpty() && !namespace.equals(incoming.namespace())) {
            return Result.refused(new Refusal.BadRequest(
                    "the namespace of the provided object does not match the namespace sent on the request"));
        }
        String name = metadata.text("name", "");
        if (!incoming.name().isEmpty() && !name.equals(incoming.name())) {
            return Result.refused(new Refusal.BadRequest("the name of the object (" + name
                    + ") does not match the name on the URL (" + incoming.name() + ")"));
        }
        boolean isPlain = document.get("metadata") == null || document.get("metadata") instanceof Tree.Mapping;
        Tree.Mapping named = document.with("apiVersion", Tree.text(apiVersion)).with("kind", Tree.text(kindName));
        return Result.ok(
                isPlain && kind.namespaced()
                        ? named.with("metadata", metadata.with("namespace", Tree.text(incoming.namespace())))
                        : named);
    }

    private static Result<Decoded> decode(Incoming incoming, Tree.Mapping document) {
        Kind kind = incoming.kind();
        SchemaCheck.Checked checked = SchemaCheck.check(document, kind.schema().get());
        for (Finding finding : checked.findings()) {
            if (Rejections.is(finding, Cause.Type.UNDECODABLE)) {
                return Result.refused(
                        Rejections.undecodable(kind, finding.cause().text()));
            }
        }
        var unknown = new ArrayList<String>();
        incoming.duplicates().forEach(path -> unknown.add("duplicate field \"" + path + '"'));
        var others = new ArrayList<Finding>();
        for (Finding finding : checked.findings()) {
            if (Rejections.is(finding, Cause.Type.UNKNOWN_FIELD)) {
                unknown.add(finding.cause().text());
            } else {
                others.add(finding);
            }
        }
        if (unknown.isEmpty()) {
            return Result.ok(new Decoded(checked.object(), others, List.of()));
        }
        if (incoming.fieldValidation() == FieldValidation.STRICT) {
            return Result.refused(Rejections.undecodable(kind, "strict decoding error: " + String.join(", ", unknown)));
        }
        Tree.Mapping pruned = Pruning.prune(checked.object(), kind.schema().get());
        boolean warns = incoming.fieldValidation() == FieldValidation.WARN;
        return Result.ok(new Decoded(pruned, others, warns ? unknown : List.of()));
    }

    private Result<Admitted> admit(Kind kind, Tree.Mapping object, Tree.@Nullable Mapping before, Decoded decoded) {
        List<Finding> errors = new ArrayList<>(ObjectRules.check(kind, object, before, decoded.findings()));
        try {
            if (before != null) {
                // Through the record, so that both are written in the same way.
                Tree.Mapping after = ServerDefaults.of(kind, Codec.write(record(kind, object)));
                errors.addAll(UpdateRules.check(kind, before, after));
            }
            Schema schema = kind.schema().get();
            if (BuiltInSchemas.name(schema).isEmpty()
                    && decoded.findings().stream().anyMatch(each -> each.cause().isBlocking())
                    && Rejections.hasRules(schema)) {
                errors.add(Rejections.notAllAsked());
            }
            if (kind.equals(Policies.POLICY)) {
                errors.addAll(PolicyExpressions.faults(object));
            }
            List<String> doubts = doubts(errors);
            errors.removeIf(finding -> !finding.isError());
            if (errors.isEmpty() && kind.kind().equals("CustomResourceDefinition")) {
                Tree.Mapping definition = CustomKinds.withDefaults(object);
                return CustomKinds.read(definition)
                        .then(kinds -> Result.ok(
                                new Admitted(record(kind, definition), warnings(kind, definition, decoded, doubts))));
            }
            return errors.isEmpty()
                    ? Result.ok(new Admitted(record(kind, object), warnings(kind, object, decoded, doubts)))
                    : Result.refused(
                            Rejections.invalid(kind, object.mapping("metadata").text("name", ""), errors));
        } catch (Misfit e) {
            return Result.refused(Rejections.undecodable(kind, e.path() + ": " + e.message()));
        }
    }

    /** What may be stored and will not do what it says. */
    private static List<String> doubts(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.WARNING)
                .map(finding -> finding.path() + ": " + finding.message())
                .toList();
    }

    private static List<String> warnings(Kind kind, Tree.Mapping object, Decoded decoded, List<String> doubts) {
        var all = new ArrayList<>(decoded.warnings());
        all.addAll(doubts);
        all.addAll(Warnings.of(kind, object));
        return all;
    }

    private synchronized KubeObject record(Kind kind, Tree.Mapping object) {
        if (++read % SHARED_AMONG == 0) {
            interner = new Interner();
        }
        return Codec.read(kind, object, interner);
    }
}
