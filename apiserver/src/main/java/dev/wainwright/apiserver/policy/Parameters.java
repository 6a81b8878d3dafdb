package dev.wainwright.apiserver.policy;

import com.google.protobuf.NullValue;
import dev.wainwright.api.Kind;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.apiserver.cel.Values;
import dev.wainwright.apiserver.policy.Hook.ParamRef;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import java.util.List;
import java.util.Optional;

/** Finds what a binding names as its policy's parameters. */
final class Parameters {
    private static final List<Object> NONE = List.of(NullValue.NULL_VALUE);

    private final World world;

    Parameters(World world) {
        this.world = world;
    }

    /** Says that a policy or a binding cannot be used as it is. */
    static final class Misconfigured extends Exception {
        private static final long serialVersionUID = 1;

        Misconfigured(String message) {
            super(message);
        }
    }

    /** The kind of a policy's parameters, if it has any. */
    Optional<Kind> kind(Hook hook) throws Misconfigured {
        if (hook.paramKind().isEmpty()) {
            return Optional.empty();
        }
        Hook.ParamKind wanted = hook.paramKind().get();
        Optional<Kind> kind = world.resources()
                .kind(wanted.apiVersion(), wanted.kind())
                .map(served -> served.resource().kind());
        if (kind.isEmpty()) {
            throw new Misconfigured("failed to find resource referenced by paramKind: '" + wanted.shown() + '\'');
        }
        return kind;
    }

    /** One value for each time that the policy is to be asked: none at all where nothing is found and that is allowed. */
    List<Object> find(Optional<Kind> kind, Optional<ParamRef> ref, Request request) throws Misconfigured {
        if (kind.isEmpty() || ref.isEmpty()) {
            return NONE;
        }
        List<Object> found = found(kind.get(), ref.get(), namespace(kind.get(), ref.get(), request)).stream()
                .map(object -> Values.plain(Codec.write(world.versions().shown(kind.get(), object))))
                .toList();
        if (found.isEmpty() && ref.get().mustExist()) {
            throw new Misconfigured("no params found for policy binding with `Deny` parameterNotFoundAction");
        }
        return found;
    }

    private static String namespace(Kind kind, ParamRef ref, Request request) throws Misconfigured {
        if (!kind.namespaced()) {
            if (!ref.namespace().isEmpty()) {
                throw new Misconfigured("paramRef.namespace must not be provided for a cluster-scoped `paramKind`");
            }
            return "";
        }
        String namespace = ref.namespace().isEmpty() ? request.namespace() : ref.namespace();
        if (namespace.isEmpty()) {
            throw new Misconfigured(
                    "cannot use namespaced paramRef in policy binding that matches cluster-scoped resources");
        }
        return namespace;
    }

    private List<KubeObject> found(Kind kind, ParamRef ref, String namespace) {
        if (!ref.name().isEmpty()) {
            return world.store().get(kind, new ObjectKey(namespace, ref.name())).toOptional().stream()
                    .toList();
        }
        return world.store().list(ListRequest.all(kind)).orThrow().items().stream()
                .filter(object -> object.metadata().namespace().equals(namespace))
                .filter(object -> ref.selector().matches(object.metadata().labels()))
                .toList();
    }
}
