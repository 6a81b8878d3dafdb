package dev.wainwright.cluster.limits;

import dev.wainwright.api.Kind;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Amounts;
import dev.wainwright.cluster.store.Admission;
import dev.wainwright.cluster.store.Change;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives the containers of new pods the amounts that their namespace's LimitRanges say, and refuses pods and claims that are
 * beyond the bounds. What the ranges say is kept ready, so that namespaces without any cost nothing.
 */
public final class LimitRanges implements Admission {
    private static final Kind KIND = TreeKinds.builtIn("LimitRange");

    private final Map<String, Map<String, List<Limit>>> ranges = new ConcurrentHashMap<>();

    /** To be called once with the store whose LimitRanges count. */
    public void look(ClusterStore store) {
        store.list(ListRequest.all(KIND)).orThrow().items().forEach(this::put);
        store.observe(this::heard);
    }

    private void heard(Change change) {
        if (!change.kind().equals(KIND)) {
            return;
        }
        if (change.removed()) {
            Optional.ofNullable(ranges.get(change.object().metadata().namespace()))
                    .ifPresent(known -> known.remove(change.object().name()));
        } else {
            put(change.object());
        }
    }

    private void put(KubeObject range) {
        ranges.computeIfAbsent(range.metadata().namespace(), any -> new ConcurrentSkipListMap<>())
                .put(range.name(), Limit.of(range));
    }

    @Override
    public Result<KubeObject> admit(@Nullable KubeObject before, KubeObject object) {
        if (ranges.isEmpty() || !(object instanceof Pod || object instanceof PersistentVolumeClaim)) {
            return Result.ok(object);
        }
        Map<String, List<Limit>> known = ranges.getOrDefault(object.metadata().namespace(), Map.of());
        if (known.isEmpty()) {
            return Result.ok(object);
        }
        return switch (object) {
            case Pod pod -> before == null ? pod(pod, known) : Result.ok(object);
            case PersistentVolumeClaim claim -> claim(claim, known);
            default -> Result.ok(object);
        };
    }

    private static Result<KubeObject> pod(Pod given, Map<String, List<Limit>> ranges) {
        Pod pod = given;
        for (List<Limit> limits : ranges.values()) {
            pod = Givings.to(pod, limits);
        }
        for (List<Limit> limits : ranges.values()) {
            Optional<String> why = Bounds.ofPod(pod.spec(), limits);
            if (why.isPresent()) {
                return refused("pods", pod, why.get());
            }
        }
        return Result.ok(pod);
    }

    private static Result<KubeObject> claim(PersistentVolumeClaim claim, Map<String, List<Limit>> ranges) {
        Map<String, Quantity> requests =
                Amounts.of(claim.rest().mapping("spec").mapping("resources").mapping("requests"));
        for (List<Limit> limits : ranges.values()) {
            Optional<String> why = Bounds.ofClaim(requests, limits);
            if (why.isPresent()) {
                return refused("persistentvolumeclaims", claim, why.get());
            }
        }
        return Result.ok(claim);
    }

    private static Result<KubeObject> refused(String resource, KubeObject object, String why) {
        return Result.refused(new Refusal.Forbidden(resource + " \"" + object.name() + "\" is forbidden: " + why));
    }
}
