package dev.wainwright.apiserver.rest;

import dev.wainwright.api.Kind;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.codec.ObjectParts;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.apply.ManagedFields;
import dev.wainwright.runtime.store.Result;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps metadata.managedFields of what comes in over HTTP. What controllers in this process write is nobody's. */
final class Ownership {
    /** After so many objects the memory of what can be shared begins anew. */
    private static final int SHARED_AMONG = 8192;

    private final Map<Kind, ManagedFields> kinds = new ConcurrentHashMap<>();
    private Interner interner = new Interner();
    private int written;

    /** Forgets what it knows of a kind, whose schema may have changed. */
    void forget(Kind kind) {
        kinds.remove(kind);
    }

    /** {@code after} with its owners as they are after this write. */
    KubeObject updated(Call call, @Nullable KubeObject before, KubeObject after, Instant now) {
        Tree.Mapping known = before == null ? null : Codec.write(before);
        Tree.Mapping wanted = Codec.write(after);
        Tree.Mapping owned = of(call).updated(known, wanted, call.manager(), now);
        Tree.Mapping metadata = wanted.mapping("metadata");
        Tree managed = owned.mapping("metadata").get("managedFields");
        if (managed == null || managed.equals(metadata.get("managedFields"))) {
            return after;
        }
        // No record models it, and everything else is as it was.
        Tree.Mapping rest = after.rest();
        return ObjectParts.withRest(
                after, rest.with("metadata", rest.mapping("metadata").with("managedFields", shared(managed))));
    }

    /** The owners of pods of one template are the same but for the time. */
    private synchronized Tree shared(Tree managed) {
        if (++written % SHARED_AMONG == 0) {
            interner = new Interner();
        }
        return interner.tree(managed);
    }

    /** Server-side apply: the whole document that it makes. */
    Result<Tree.Mapping> applied(Call call, @Nullable KubeObject before, Tree.Mapping config, Instant now) {
        boolean force = call.query().flag("force");
        return of(call).apply(before == null ? null : Codec.write(before), config, call.manager(), force, now);
    }

    private ManagedFields of(Call call) {
        return kinds.computeIfAbsent(call.kind(), kind -> {
            boolean hasStatus = call.served().resource().subresource("status").isPresent();
            return call.served().definition().isPresent()
                    ? ManagedFields.custom(kind.schema().get(), hasStatus)
                    : ManagedFields.builtIn(
                            kind.apiVersion(), kind.kind(), kind.schema().get(), hasStatus);
        });
    }
}
