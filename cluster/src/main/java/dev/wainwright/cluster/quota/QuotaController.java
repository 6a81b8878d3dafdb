package dev.wainwright.cluster.quota;

import dev.wainwright.api.Kind;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.Service;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Amounts;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.cache.Change;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Shows in a quota's status what of it is used. The sums are the API server's, which keeps them to refuse what is too much. */
public final class QuotaController implements Controller<ObjectKey> {
    private final QuotaAdmission quotas;
    private final List<Kind> kinds;
    private final Set<String> known = new TreeSet<>();

    /**
     * Shows what {@code quotas} has counted.
     *
     * @param kinds those that there are; others may come later
     */
    public QuotaController(QuotaAdmission quotas, List<Kind> kinds) {
        this.quotas = quotas;
        this.kinds = kinds.stream().filter(Kind::namespaced).toList();
        this.kinds.forEach(kind -> known.add(kind.groupKind()));
    }

    @Override
    public String name() {
        return "resource-quota";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        var interests = new ArrayList<Interest<ObjectKey>>();
        kinds.forEach(kind -> interests.add(new Interest<>(kind, this::changed)));
        return interests;
    }

    @Override
    public List<Interest<ObjectKey>> interestsIn(Kind kind) {
        return kind.namespaced() && known.add(kind.groupKind())
                ? List.of(new Interest<>(kind, this::changed))
                : List.of();
    }

    private void changed(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        String namespace = change.latest().metadata().namespace();
        if (change.kind().equals(Quota.KIND)) {
            concerned.accept(ObjectKey.of(change.latest()));
        }
        if (quotas.counts(namespace) && counts(change)) {
            snapshot.in(Quota.KIND, namespace).forEach(quota -> concerned.accept(ObjectKey.of(quota)));
        }
    }

    /** Whether a change can change a sum. */
    private static boolean counts(Change change) {
        KubeObject before = change.before();
        KubeObject after = change.after();
        if (before == null || after == null) {
            return true;
        }
        return after instanceof Service
                || after instanceof PersistentVolumeClaim
                || (after instanceof Pod now
                        && before instanceof Pod then
                        && PodUsage.counts(now) != PodUsage.counts(then));
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        return situation
                .snapshot()
                .get(Quota.KIND, key)
                .map(quota -> told(key, quota))
                .orElse(Step.DONE);
    }

    private Step told(ObjectKey key, KubeObject object) {
        Map<String, Long> sums = quotas.used(key.namespace(), key.name());
        var limits = new Fields();
        var used = new Fields();
        Amounts.of(object.rest().mapping("spec").mapping("hard")).forEach((name, most) -> {
            limits.put(name, most.toString());
            used.put(name, Usages.shown(name, sums.getOrDefault(name, 0L)));
        });
        Tree.Mapping status = new Fields()
                .put("hard", limits.build())
                .put("used", used.build())
                .build();
        return object.rest().mapping("status").equals(status)
                ? Step.DONE
                : Step.write(new Write.Patch(
                        Quota.KIND,
                        key,
                        new Fields()
                                .put("status", replacing(object.rest().mapping("status"), status))
                                .build(),
                        true,
                        Preconditions.sameObject(object)));
    }

    /** A patch goes field by field: what the quota limited before has to be taken out by name. */
    private static Tree.Mapping replacing(Tree.Mapping before, Tree.Mapping status) {
        Tree.Mapping patch = status;
        for (String part : List.of("hard", "used")) {
            var fields = new LinkedHashMap<>(status.mapping(part).fields());
            before.mapping(part).fields().keySet().forEach(name -> fields.putIfAbsent(name, new Tree.Null(0)));
            patch = patch.with(part, new Tree.Mapping(fields, 0));
        }
        return patch;
    }
}
