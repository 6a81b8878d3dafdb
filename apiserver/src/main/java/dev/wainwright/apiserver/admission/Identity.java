package dev.wainwright.apiserver.admission;

import dev.wainwright.api.Kind;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.schema.BuiltInSchemas;
import dev.wainwright.api.tree.Fill;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An update is to the object that is there, not to another one of its name. */
final class Identity {
    /** Kinds that are written by many at once, so that an update has to say what it is based on; so do users' kinds. */
    private static final Set<String> CONTESTED = Set.of(
            "Lease",
            "PodDisruptionBudget",
            "CSIDriver",
            "CSINode",
            "VolumeAttachment",
            "RuntimeClass",
            "CustomResourceDefinition",
            "APIService",
            "ValidatingWebhookConfiguration",
            "MutatingWebhookConfiguration",
            "ValidatingAdmissionPolicy",
            "ValidatingAdmissionPolicyBinding",
            "IPAddress",
            "ServiceCIDR");

    private Identity() {}

    static Optional<Refusal> differs(Incoming incoming, KubeObject before, Tree.Mapping document) {
        Kind kind = incoming.kind();
        Tree.Mapping metadata = document.mapping("metadata");
        String named = kind.groupResource() + " \"" + before.name() + '"';
        boolean contested = CONTESTED.contains(kind.kind())
                || BuiltInSchemas.name(kind.schema().get()).isEmpty();
        if (contested && metadata.text("resourceVersion", "").isEmpty()) {
            String why = "Invalid value: 0: must be specified for an update";
            return Optional.of(new Refusal.Invalid(
                    named + " is invalid: metadata.resourceVersion: " + why,
                    List.of(new Refusal.Cause("FieldValueInvalid", "metadata.resourceVersion", why))));
        }
        String uid = metadata.text("uid", "");
        String known = before.metadata().uid();
        if (!uid.isEmpty() && !uid.equals(known)) {
            String key =
                    "/" + kind.plural() + (kind.namespaced() ? "/" + incoming.namespace() : "") + "/" + before.name();
            return Optional.of(new Refusal.Conflict("Operation cannot be fulfilled on " + named
                    + ": StorageError: invalid object, Code: 4, Key: " + key + ", ResourceVersion: 0,"
                    + " AdditionalErrorMsg: Precondition failed: UID in precondition: " + uid
                    + ", UID in object meta: " + known));
        }
        return lateFinalizers(incoming, before, metadata);
    }

    /** Nothing may hold up any more what is being deleted. */
    private static Optional<Refusal> lateFinalizers(Incoming incoming, KubeObject before, Tree.Mapping metadata) {
        List<String> late = metadata.items("finalizers").stream()
                .map(each -> each instanceof Tree.Text text ? text.value() : "")
                .filter(each -> !before.metadata().finalizers().contains(each))
                .toList();
        if (late.isEmpty() || !before.metadata().isTerminating()) {
            return Optional.empty();
        }
        String quoted = late.stream().map(each -> '"' + each + '"').collect(Collectors.joining(", ", "{", "}"));
        String why = "Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers"
                + " []string" + quoted;
        return Optional.of(new Refusal.Invalid(
                incoming.kind().groupKind() + " \"" + before.name() + "\" is invalid: metadata.finalizers: " + why,
                List.of(new Refusal.Cause("FieldValueForbidden", "metadata.finalizers", why))));
    }

    /** What an update cannot change stays, whether it says so or not. */
    static Tree.Mapping keep(Tree.Mapping object, Tree.Mapping before) {
        return Fill.within(object, "metadata", metadata -> {
            Tree.Mapping kept = metadata;
            for (String name : List.of(
                    "uid", "creationTimestamp", "generation", "deletionTimestamp", "deletionGracePeriodSeconds")) {
                Tree known = before.mapping("metadata").get(name);
                kept = known == null ? kept.without(name) : kept.with(name, known);
            }
            return kept;
        });
    }
}
