package dev.wainwright.cluster.quota;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Shows in a quota's status what of it is used. */
public final class QuotaController implements Controller<ObjectKey> {
    private final Ledger ledger = new Ledger();

    @Override
    public String name() {
        return "resource-quota";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(
                new Interest<>(Kinds.of(Pod.class), this::podChanged),
                new Interest<>(
                        Quota.KIND, (change, snapshot, concerned) -> concerned.accept(ObjectKey.of(change.latest()))));
    }

    private void podChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        Pod before = (Pod) change.before();
        Pod after = (Pod) change.after();
        boolean counted = before != null && PodUsage.counts(before);
        boolean counts = after != null && PodUsage.counts(after);
        ledger.changed(before, after);
        if (counted != counts) {
            String namespace = change.latest().metadata().namespace();
            snapshot.all(Quota.KIND).stream()
                    .filter(quota -> quota.metadata().namespace().equals(namespace))
                    .forEach(quota -> concerned.accept(ObjectKey.of(quota)));
        }
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
        var hard = new LinkedHashMap<String, Tree>();
        var used = new LinkedHashMap<String, Tree>();
        Quota.of(object).hard().forEach((name, most) -> {
            hard.put(name, Tree.text(Quota.shown(name, most)));
            used.put(name, Tree.text(Quota.shown(name, ledger.sum(key.namespace(), name))));
        });
        var status = new Tree.Mapping(Map.of("hard", new Tree.Mapping(hard, 0), "used", new Tree.Mapping(used, 0)), 0);
        return object.rest().mapping("status").equals(status)
                ? Step.DONE
                : Step.write(new Write.Patch(
                        Quota.KIND,
                        key,
                        new Tree.Mapping(Map.of("status", status), 0),
                        true,
                        Preconditions.sameObject(object)));
    }
}
