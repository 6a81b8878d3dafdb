package dev.wainwright.apiserver.apply;

import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The entries of one object's metadata.managedFields while they are worked on; an entry without fields goes. */
final class Owners {
    private static final int MOST_UPDATERS = 10;
    private static final String BUCKET = "ancient-changes";

    private final Map<Owner.Key, Owner> entries = new LinkedHashMap<>();

    static Owners read(List<Tree> managedFields) {
        var owners = new Owners();
        for (Tree item : managedFields) {
            if (item instanceof Tree.Mapping entry && !entry.isEmpty()) {
                owners.put(Owner.read(entry));
            }
        }
        return owners;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    @Nullable
    Owner get(Owner.Key key) {
        return entries.get(key);
    }

    Collection<Owner> all() {
        return entries.values();
    }

    Owners copy() {
        var copy = new Owners();
        copy.entries.putAll(entries);
        return copy;
    }

    void put(Owner owner) {
        entries.remove(owner.key());
        if (!owner.fields().isEmpty()) {
            entries.put(owner.key(), owner);
        }
    }

    /** Changes the fields of all but one. */
    void others(Owner.Key self, UnaryOperator<FieldSet> change) {
        entries.replaceAll((key, owner) -> key.equals(self) ? owner : owner.with(change.apply(owner.fields())));
        entries.values().removeIf(owner -> owner.fields().isEmpty());
    }

    /** Throws the oldest updaters together when there are too many. */
    void cap() {
        List<Owner> updaters = new ArrayList<>(entries.values().stream()
                .filter(owner -> !owner.key().isApplier())
                .toList());
        updaters.sort(Owner.ORDER);
        int count = updaters.size();
        Map<String, Owner> first = new LinkedHashMap<>();
        for (Owner oldest : updaters) {
            if (count <= MOST_UPDATERS) {
                return;
            }
            Owner earlier = first.putIfAbsent(oldest.apiVersion(), oldest);
            if (earlier != null) {
                merge(earlier, oldest);
                count--;
            }
        }
    }

    private void merge(Owner earlier, Owner later) {
        var bucket = Owner.Key.updater(new Manager(BUCKET, "", later.apiVersion()));
        Owner known = entries.get(bucket);
        if (known == null) {
            entries.remove(earlier.key());
            known = earlier;
        }
        entries.remove(later.key());
        entries.put(
                bucket,
                new Owner(
                        bucket, later.apiVersion(), later.time(), known.fields().union(later.fields())));
    }

    Tree.Sequence toTree() {
        var sorted = new ArrayList<>(entries.values());
        sorted.sort(Owner.ORDER);
        List<Tree> items = new ArrayList<>(sorted.size());
        sorted.forEach(owner -> items.add(owner.toTree()));
        return new Tree.Sequence(items, 0);
    }
}
