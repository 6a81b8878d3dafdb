package dev.wainwright.apiserver.apply;

import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.Result;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who owns which field of the objects of one kind, and server-side apply, which goes by that.
 *
 * <p>Every write leaves its mark in metadata.managedFields: what it changed belongs to the writer, as an entry with
 * operation Update, and no longer to whoever had it. Who applies owns all that the configuration says, shared with whoever
 * applied the same, and takes away what it no longer says. Safe for use by many threads.
 */
public final class ManagedFields {
    private static final String BEFORE_FIRST_APPLY = "before-first-apply";

    /** What belongs to nobody, because the server sets it or because it names the object. */
    private static final FieldSet NOBODYS = FieldSet.read(Json.parse("""
            {"f:apiVersion": {}, "f:kind": {}, "f:metadata": {".": {}, "f:name": {}, "f:namespace": {},
             "f:creationTimestamp": {}, "f:selfLink": {}, "f:uid": {}, "f:clusterName": {}, "f:generation": {},
             "f:managedFields": {}, "f:resourceVersion": {}}}"""));

    private static final FieldSet STATUS = FieldSet.read(Json.parse("{\"f:status\": {}}"));
    private static final FieldSet SPEC = FieldSet.read(Json.parse("{\"f:spec\": {}}"));

    private final Schema schema;
    private final Tree.Mapping blank;
    private final boolean statusApart;
    private final Creations creations = new Creations();

    private ManagedFields(Schema schema, Tree.Mapping blank, boolean statusApart) {
        this.schema = schema;
        this.blank = blank;
        this.statusApart = statusApart;
    }

    /** For one of Kubernetes' own kinds. {@code statusApart}: whether it has the subresource status. */
    public static ManagedFields builtIn(String apiVersion, String kind, Schema schema, boolean statusApart) {
        return new ManagedFields(schema, BlankObjects.of(apiVersion, kind), statusApart);
    }

    /** For a custom kind. {@code statusApart}: whether it has the subresource status. */
    public static ManagedFields custom(Schema schema, boolean statusApart) {
        return new ManagedFields(schema, BlankObjects.CUSTOM, statusApart);
    }

    /**
     * {@code after} with metadata.managedFields as they are after a create ({@code before} is null), an update or a patch.
     * Both are whole objects; {@code after} is what the request wants with defaults, before admission changes it.
     */
    public Tree.Mapping updated(Tree.@Nullable Mapping before, Tree.Mapping after, Manager manager, Instant now) {
        Owners owners = asked(before, after);
        Tree.Mapping bare = withoutOwners(after);
        try {
            if (before == null && owners.isEmpty()) {
                FieldSet own = creations.fields(
                        manager, bare, () -> own(changes(blank, bare, manager).taken(), bare, manager));
                give(owners, own, manager, now);
            } else {
                update(owners, before == null ? blank : withoutOwners(before), bare, manager, now);
            }
        } catch (IllegalArgumentException e) {
            // A list item without its key: nobody can own it, and the object is written all the same.
            return withOwners(bare, before == null ? new Owners() : owners(before));
        }
        owners.cap();
        return withOwners(bare, owners);
    }

    /**
     * Server-side apply. The answer is the whole new object, without the defaults that it may lack now; it is {@code live}
     * itself when nothing changes.
     */
    public Result<Tree.Mapping> apply(
            Tree.@Nullable Mapping live, Tree.Mapping config, Manager manager, boolean force, Instant now) {
        return new Application(this, live, config, manager, now).run(force);
    }

    Schema schema() {
        return schema;
    }

    /** The owners; of objects that have none, everything belongs to whoever wrote before the first apply. */
    Owners ownersForApply(Tree.Mapping live, Manager manager, Instant now) {
        Owners owners = owners(live);
        if (owners.isEmpty()) {
            update(owners, blank, withoutOwners(live), new Manager(BEFORE_FIRST_APPLY, "", manager.apiVersion()), now);
        }
        return owners;
    }

    private void update(Owners owners, Tree.Mapping before, Tree.Mapping after, Manager manager, Instant now) {
        Changes changes = changes(before, after, manager);
        FieldSet taken = changes.taken();
        if (!taken.isEmpty() || !changes.removed().isEmpty()) {
            FieldSet lost = taken.union(changes.removed());
            // The writer's own entry is no exception: what it took it gets back below.
            owners.all().stream()
                    .toList()
                    .forEach(owner -> owners.put(owner.with(owner.fields().difference(lost))));
        }
        give(owners, own(taken, after, manager), manager, now);
    }

    private Changes changes(Tree.Mapping before, Tree.Mapping after, Manager manager) {
        return Changes.between(before, after, schema).without(ignored(manager));
    }

    /** What of all that was taken can belong to anybody. */
    private static FieldSet own(FieldSet taken, Tree.Mapping after, Manager manager) {
        return owns(manager, after) ? taken.difference(NOBODYS) : FieldSet.EMPTY;
    }

    private static void give(Owners owners, FieldSet own, Manager manager, Instant now) {
        if (!own.isEmpty()) {
            var key = Owner.Key.updater(manager);
            Owner known = owners.get(key);
            owners.put(new Owner(
                    key, manager.apiVersion(), Owner.time(now), known == null ? own : own.union(known.fields())));
        }
    }

    /** A scale of zero is the same as none in a Scale, so nobody owns it. */
    private static boolean owns(Manager manager, Tree.Mapping after) {
        return !manager.subresource().equals("scale")
                || !Tree.number(0).equals(after.mapping("spec").get("replicas"));
    }

    /** What a request to this part of the object cannot change. */
    FieldSet ignored(Manager manager) {
        if (manager.subresource().equals("status")) {
            return SPEC;
        }
        return manager.subresource().isEmpty() && statusApart ? STATUS : FieldSet.EMPTY;
    }

    static FieldSet withoutNobodys(FieldSet fields) {
        return fields.difference(NOBODYS);
    }

    /** What the request says about owners, if it says anything; what is known otherwise. An empty entry resets all. */
    private static Owners asked(Tree.@Nullable Mapping before, Tree.Mapping after) {
        List<Tree> wanted = after.mapping("metadata").items("managedFields");
        if (wanted.size() == 1 && wanted.getFirst().equals(Tree.Mapping.EMPTY)) {
            return new Owners();
        }
        Owners owners = Owners.read(wanted);
        return owners.isEmpty() && before != null ? owners(before) : owners;
    }

    static Owners owners(Tree.Mapping object) {
        return Owners.read(object.mapping("metadata").items("managedFields"));
    }

    static Tree.Mapping withoutOwners(Tree.Mapping object) {
        return object.mapping("metadata").get("managedFields") == null
                ? object
                : object.with("metadata", object.mapping("metadata").without("managedFields"));
    }

    static Tree.Mapping withOwners(Tree.Mapping object, Owners owners) {
        return owners.isEmpty()
                ? object
                : object.with("metadata", object.mapping("metadata").with("managedFields", owners.toTree()));
    }
}
