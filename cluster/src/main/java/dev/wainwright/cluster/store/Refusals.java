package dev.wainwright.cluster.store;

import dev.wainwright.api.Kind;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Write.Preconditions;
import java.util.List;
import java.util.Optional;

/** Refusals in Kubernetes' words, which people know and programs sometimes look for. */
final class Refusals {
    private Refusals() {}

    static Refusal notServed(Kind kind) {
        return new Refusal.NotFound("the server could not find the requested resource (" + kind + ")");
    }

    static Refusal notFound(Table table, String name) {
        return new Refusal.NotFound(table.named(name) + " not found");
    }

    static Refusal alreadyExists(Table table, String name) {
        return new Refusal.AlreadyExists(table.named(name) + " already exists");
    }

    static Refusal outdated(Table table, String name) {
        return conflict(
                table,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    static Refusal conflict(Table table, String name, String why) {
        return new Refusal.Conflict("Operation cannot be fulfilled on " + table.named(name) + ": " + why);
    }

    static Refusal nameless(Table table) {
        String why = "name or generateName is required";
        return new Refusal.Invalid(
                table.kind().kind() + " \"\" is invalid: metadata.name: Required value: " + why,
                List.of(new Refusal.Cause("FieldValueRequired", "metadata.name", "Required value: " + why)));
    }

    static Refusal misfit(Table table, String name, String path, String why) {
        return new Refusal.Invalid(
                table.kind().kind() + " \"" + name + "\" is invalid: " + path + ": Invalid value: " + why,
                List.of(new Refusal.Cause("FieldValueInvalid", path, "Invalid value: " + why)));
    }

    static Refusal namespaceTerminating(Table table, ObjectKey key) {
        return new Refusal.Forbidden(table.named(key.name())
                + " is forbidden: unable to create new content in namespace " + key.namespace()
                + " because it is being terminated");
    }

    /** What speaks against a change, if its preconditions do not hold. */
    static Optional<Refusal> unmet(Preconditions wanted, Table table, KubeObject known) {
        String uid = known.metadata().uid();
        String version = known.metadata().resourceVersion();
        if (!wanted.uid().isEmpty() && !wanted.uid().equals(uid)) {
            return Optional.of(conflict(
                    table,
                    known.name(),
                    "Precondition failed: UID in precondition: " + wanted.uid() + ", UID in object meta: " + uid));
        }
        if (!wanted.resourceVersion().isEmpty() && !wanted.resourceVersion().equals(version)) {
            return Optional.of(conflict(
                    table,
                    known.name(),
                    "Precondition failed: ResourceVersion in precondition: " + wanted.resourceVersion()
                            + ", ResourceVersion in object meta: " + version));
        }
        return Optional.empty();
    }
}
