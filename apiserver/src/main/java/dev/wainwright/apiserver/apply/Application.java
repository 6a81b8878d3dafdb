package dev.wainwright.apiserver.apply;

import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One server-side apply. */
final class Application {
    private final ManagedFields rules;
    private final Schema schema;
    private final Tree.@Nullable Mapping live;
    private final Tree.Mapping config;
    private final Manager manager;
    private final Instant now;

    Application(ManagedFields rules, Tree.@Nullable Mapping live, Tree.Mapping config, Manager manager, Instant now) {
        this.rules = rules;
        this.schema = rules.schema();
        this.live = live;
        this.config = config;
        this.manager = manager;
        this.now = now;
    }

    Result<Tree.Mapping> run(boolean force) {
        if (config.mapping("metadata").get("managedFields") != null) {
            return Result.refused(new Refusal.BadRequest("metadata.managedFields must be nil"));
        }
        return Typed.refusal(config, schema)
                .<Result<Tree.Mapping>>map(Result::refused)
                .orElseGet(() -> merged(force));
    }

    private Result<Tree.Mapping> merged(boolean force) {
        Tree.Mapping before = live == null ? Tree.Mapping.EMPTY : ManagedFields.withoutOwners(live);
        Owners owners = live == null ? new Owners() : rules.ownersForApply(live, manager, now);
        var key = Owner.Key.applier(manager);
        Owner last = owners.get(key);

        FieldSet wanted = OwnedFields.applied(config, schema).withoutTrees(rules.ignored(manager));
        Owners with = owners.copy();
        with.put(new Owner(key, manager.apiVersion(), Owner.time(now), wanted));
        Tree.Mapping merged = mapping(Merge.into(before, config, schema));
        Tree.Mapping after = last == null ? merged : prune(merged, last.fields(), with);

        Changes changes = Changes.between(before, after, schema).without(rules.ignored(manager));
        Map<Owner.Key, FieldSet> conflicts = conflicts(with, key, changes.taken());
        if (!force && !conflicts.isEmpty()) {
            Map<Owner.Key, FieldSet> left = LastApplied.forgive(conflicts, before, manager, schema);
            if (!left.isEmpty()) {
                return Result.refused(Conflicts.refusal(left));
            }
        }
        with.others(key, fields -> fields.difference(changes.taken()).difference(changes.removed()));
        Tree.Mapping result = mapping(Nulls.without(LastApplied.renew(after, config, manager), schema));
        // Who applies what is there already owns it, but there is no time to tell: nothing happened.
        String time = !result.equals(before) ? Owner.time(now) : last == null ? "" : last.time();
        with.put(new Owner(key, manager.apiVersion(), time, ManagedFields.withoutNobodys(wanted)));
        Tree.Mapping owned = ManagedFields.withOwners(result, with);
        return Result.ok(live != null && owned.equals(live) ? live : owned);
    }

    private static Map<Owner.Key, FieldSet> conflicts(Owners owners, Owner.Key self, FieldSet taken) {
        var conflicts = new LinkedHashMap<Owner.Key, FieldSet>();
        for (Owner owner : owners.all()) {
            FieldSet both = owner.fields().intersection(taken);
            if (!owner.key().equals(self) && !both.isEmpty()) {
                conflicts.put(owner.key(), both);
            }
        }
        return conflicts;
    }

    /** Takes away what the manager applied last time and nobody owns any more. */
    private Tree.Mapping prune(Tree.Mapping merged, FieldSet last, Owners owners) {
        FieldSet before = OwnedFields.withNamed(last, schema);
        FieldSet there = OwnedFields.withNamed(OwnedFields.applied(merged, schema), schema);
        Tree.Mapping pruned = without(merged, before);

        FieldSet owned = FieldSet.EMPTY;
        for (Owner owner : owners.all()) {
            owned = owned.union(owner.fields());
        }
        FieldSet kept = present(pruned).union(OwnedFields.withNamed(owned, schema));
        pruned = without(merged, there.difference(kept));
        // What nobody owns stays unless it was this manager's.
        return without(merged, there.difference(present(pruned)).intersection(before));
    }

    private FieldSet present(Tree.Mapping object) {
        return OwnedFields.withNamed(OwnedFields.applied(object, schema), schema);
    }

    private Tree.Mapping without(Tree.Mapping object, FieldSet unwanted) {
        return mapping(Objects.requireNonNullElse(Merge.without(object, unwanted, schema), Tree.Mapping.EMPTY));
    }

    private static Tree.Mapping mapping(Tree tree) {
        return tree instanceof Tree.Mapping mapping ? mapping : Tree.Mapping.EMPTY;
    }
}
