package dev.wainwright.cluster.workload;

import dev.wainwright.api.Kind;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.codec.Misfit;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The templates that a StatefulSet or DaemonSet has had: a ControllerRevision for each, numbered in the order in which they
 * were asked for. A template that comes back gets its revision's next number, not a second revision. People read them by
 * {@code kubectl rollout history} and go back by {@code kubectl rollout undo}, which patches the set with a revision's data.
 *
 * @param revisions the set's own, the latest last
 */
record TemplateHistory(KubeObject set, Tree.Mapping data, List<TreeObject> revisions) {
    private static final Kind KIND = TreeKinds.builtIn("ControllerRevision");
    private static final int STANDARD_LIMIT = 10;

    /** A change of a revision concerns the set that it is of. */
    static Interest<ObjectKey> interest(String ownerKind) {
        return new Interest<>(
                KIND,
                (change, snapshot, concerned) -> change.latest()
                        .metadata()
                        .controller()
                        .filter(owner -> owner.kind().equals(ownerKind))
                        .ifPresent(owner -> concerned.accept(
                                new ObjectKey(change.latest().metadata().namespace(), owner.name()))));
    }

    static TemplateHistory of(KubeObject set, Snapshot snapshot) {
        var revisions = new ArrayList<TreeObject>();
        for (KubeObject object : snapshot.in(KIND, set.metadata().namespace())) {
            if (object instanceof TreeObject revision
                    && revision.metadata()
                            .controller()
                            .filter(owner -> owner.uid().equals(set.metadata().uid()))
                            .isPresent()) {
                revisions.add(revision);
            }
        }
        revisions.sort(Comparator.comparingLong(TemplateHistory::number).thenComparing(TreeObject::name));
        return new TemplateHistory(set, data(set), revisions);
    }

    private static long number(TreeObject revision) {
        return revision.rest().get("revision") instanceof Tree.Numeral number
                ? number.value().longValue()
                : 0;
    }

    /** A patch that puts the template in place of any other. */
    private static Tree.Mapping data(KubeObject set) {
        Tree.Mapping template = Codec.write(set).mapping("spec").mapping("template");
        return mapping("spec", mapping("template", template.with("$patch", Tree.text("replace"))));
    }

    /** The revision of the template as it is now. */
    Optional<TreeObject> current() {
        return revisions.reversed().stream()
                .filter(each -> each.rest().mapping("data").equals(data))
                .findFirst();
    }

    /** Writes it down, or gives it the next number if the template has come back; empty when all is as it should be. */
    Optional<Write> recorded(Snapshot snapshot, String hashLabel) {
        Optional<TreeObject> known = current();
        if (known.isEmpty()) {
            return Optional.of(new Write.Create(KIND, fresh(snapshot, hashLabel)));
        }
        return known.get().equals(revisions.getLast())
                ? Optional.empty()
                : Optional.of(new Write.Update(KIND, numbered(known.get(), next())));
    }

    private long next() {
        return revisions.isEmpty() ? 1 : number(revisions.getLast()) + 1;
    }

    /** Two sets of one name may have one template; a name that another has taken is not used. */
    private TreeObject fresh(Snapshot snapshot, String hashLabel) {
        int collisions = 0;
        String hash = TemplateHash.of(set, collisions);
        while (snapshot.get(KIND, new ObjectKey(set.metadata().namespace(), name(hash)))
                .isPresent()) {
            hash = TemplateHash.of(set, ++collisions);
        }
        var labels = new HashMap<String, String>();
        data.mapping("spec")
                .mapping("template")
                .mapping("metadata")
                .mapping("labels")
                .fields()
                .forEach((key, value) -> labels.put(key, value instanceof Tree.Text text ? text.value() : ""));
        labels.put(hashLabel, hash);
        ObjectMeta metadata = ObjectMeta.named(set.metadata().namespace(), name(hash))
                .withLabels(labels)
                .withAnnotations(set.metadata().annotations())
                .withOwnerReferences(Templates.managedBy(set));
        return numbered(new TreeObject(KIND.apiVersion(), KIND.kind(), metadata, mapping("data", data)), next());
    }

    private String name(String hash) {
        return set.name() + '-' + hash;
    }

    private static TreeObject numbered(TreeObject revision, long number) {
        return new TreeObject(
                revision.apiVersion(),
                revision.kind(),
                revision.metadata(),
                revision.rest().with("revision", Tree.number(number)));
    }

    /** The set with the template of an earlier revision; empty when that is forgotten. */
    <T extends KubeObject> Optional<T> restored(Class<T> type, Kind kind, String revision) {
        Optional<TreeObject> known =
                revisions.stream().filter(each -> each.name().equals(revision)).findFirst();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Tree.Mapping now = Codec.write(set);
        Tree.Mapping template = known.get()
                .rest()
                .mapping("data")
                .mapping("spec")
                .mapping("template")
                .without("$patch");
        try {
            return Optional.of(type.cast(Codec.read(
                    kind, now.with("spec", now.mapping("spec").with("template", template)), new Interner())));
        } catch (Misfit e) {
            return Optional.empty();
        }
    }

    /** Deletes the oldest of those that nobody needs, beyond as many as the set wants kept. */
    List<Write> forgotten(Set<String> needed) {
        int limit = set.rest().mapping("spec").get("revisionHistoryLimit") instanceof Tree.Numeral number
                ? number.value().intValue()
                : STANDARD_LIMIT;
        List<TreeObject> idle =
                revisions.stream().filter(each -> !needed.contains(each.name())).toList();
        return idle.stream()
                .limit(Math.max(0, idle.size() - limit))
                .map(each -> Write.delete(KIND, each))
                .toList();
    }

    private static Tree.Mapping mapping(String name, Tree value) {
        return new Tree.Mapping(Map.of(name, value), 0);
    }
}
