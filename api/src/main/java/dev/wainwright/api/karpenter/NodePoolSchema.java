package dev.wainwright.api.karpenter;

import static dev.wainwright.api.schema.SchemaBuilder.int32;
import static dev.wainwright.api.schema.SchemaBuilder.int64;
import static dev.wainwright.api.schema.SchemaBuilder.listOf;
import static dev.wainwright.api.schema.SchemaBuilder.mapOf;
import static dev.wainwright.api.schema.SchemaBuilder.object;
import static dev.wainwright.api.schema.SchemaBuilder.text;

import dev.wainwright.api.schema.Check;
import dev.wainwright.api.schema.CommonShapes;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.schema.SchemaBuilder;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.instance.Labels;
import java.util.Set;

/** What a NodePool may look like (karpenter-core §1.1–1.3). */
final class NodePoolSchema {
    private static final Schema SCHEMA = build();

    private NodePoolSchema() {}

    static Schema schema() {
        return SCHEMA;
    }

    private static Schema build() {
        return CommonShapes.document(
                "Which machines may be launched for pods, and when they may be taken away again.", spec(), status());
    }

    private static SchemaBuilder spec() {
        return fixedSizeRules(object("What is asked for.")
                .required("template", template())
                .field("disruption", disruption())
                .field(
                        "limits",
                        CommonShapes.quantities(
                                "The most that all nodes of the pool may have together; \"nodes\" counts them."))
                .field(
                        "weight",
                        int32("Pools with a higher weight are tried first; without one a pool has 0.")
                                .between(1, 100))
                .field(
                        "replicas",
                        int64("Makes the pool one of a fixed number of nodes, whatever pods there are.")
                                .atLeast(0)));
    }

    private static SchemaBuilder fixedSizeRules(SchemaBuilder spec) {
        return spec.rule(
                        "has(self.replicas) == has(oldSelf.replicas)",
                        "replicas may not be added or taken away later",
                        Check.change(
                                (self, old) -> Check.has(self, "replicas") == Check.has(old, "replicas"),
                                "replicas can neither be added to a pool nor taken away; make a new pool instead"))
                .rule(
                        "!has(self.replicas) || (!has(self.limits) || size(self.limits) == 0 || (size(self.limits) == 1"
                                + " && 'nodes' in self.limits))",
                        "a pool with replicas may only limit nodes",
                        Check.that(
                                NodePoolSchema::limitsOnlyNodes,
                                "a pool with replicas may only limit \"nodes\"; take the other limits out"))
                .rule(
                        "!has(self.replicas) || !has(self.weight)",
                        "a pool with replicas may have no weight",
                        Check.that(
                                self -> !Check.has(self, "replicas") || !Check.has(self, "weight"),
                                "a pool with replicas may have no weight; take one of the two out"));
    }

    private static boolean limitsOnlyNodes(Tree self) {
        return !Check.has(self, "replicas")
                || !Check.has(self, "limits")
                || Set.of("nodes")
                        .containsAll(
                                ((Tree.Mapping) self).mapping("limits").fields().keySet());
    }

    private static SchemaBuilder disruption() {
        return object("When nodes may be taken away.")
                .required(
                        "consolidateAfter",
                        text("How long a node must have been left alone before it is consolidated; Never for never.")
                                .pattern(TemplateShapes.DURATION_OR_NEVER, "1m or Never"))
                .field(
                        "consolidationPolicy",
                        text("Which nodes are consolidated.")
                                .oneOf("WhenEmpty", "WhenEmptyOrUnderutilized", "Balanced")
                                .defaultsTo("'WhenEmptyOrUnderutilized'"))
                .field("budgets", budgets())
                .defaultsTo("{'consolidateAfter':'0s'}");
    }

    private static SchemaBuilder budgets() {
        return listOf("How many nodes may be taken away at once; the strictest budget in force counts.", budget())
                .maxItems(50)
                .atomic()
                .defaultsTo("[{'nodes':'10%'}]")
                .rule(
                        "self.all(x, has(x.schedule) == has(x.duration))",
                        "schedule and duration go together",
                        Check.items(
                                item -> Check.has(item, "schedule") == Check.has(item, "duration"),
                                "schedule",
                                NodePoolSchema::lonely));
    }

    private static SchemaBuilder budget() {
        return object("One bound.")
                .required(
                        "nodes",
                        text("A count, or a percentage of the pool's nodes.")
                                .pattern("^((100|[0-9]{1,2})%|[0-9]+)$", "10% or 3")
                                .defaultsTo("'10%'"))
                .field(
                        "reasons",
                        listOf(
                                        "What the budget is for; without any, for everything.",
                                        text("").oneOf("Underutilized", "Empty", "Drifted"))
                                .maxItems(50)
                                .asSet())
                .field(
                        "schedule",
                        text("When the budget comes into force, as a cron schedule in UTC.")
                                .pattern(
                                        "^(@(annually|yearly|monthly|weekly|daily|midnight|hourly))"
                                                + "|((.+)\\s(.+)\\s(.+)\\s(.+)\\s(.+))$",
                                        "@daily or 0 9 * * mon-fri"))
                .field(
                        "duration",
                        text("How long it then stays in force, in hours and minutes.")
                                .pattern("^((([0-9]+(h|m))|([0-9]+h[0-9]+m))(0s)?)$", "8h or 1h30m"));
    }

    private static String lonely(Tree.Mapping budget) {
        return Check.has(budget, "schedule")
                ? "a budget with a schedule needs a duration; add one, such as 8h"
                : "a budget with a duration needs a schedule; add one, such as \"0 9 * * mon-fri\"";
    }

    private static SchemaBuilder template() {
        return object("What the pool's node claims are made from.")
                .field(
                        "metadata",
                        object("What the nodes are labelled with.")
                                .field("labels", labels())
                                .field("annotations", mapOf("The nodes' annotations.", text(""))))
                .required(
                        "spec",
                        object("What the nodes are like.")
                                .required("nodeClassRef", immutableNodeClassRef())
                                .required("requirements", TemplateShapes.poolRequirements())
                                .field("taints", TemplateShapes.taints("Taints of the nodes."))
                                .field(
                                        "startupTaints",
                                        TemplateShapes.taints("Taints that something on the node takes away soon."))
                                .field("terminationGracePeriod", TemplateShapes.terminationGracePeriod())
                                .field("expireAfter", TemplateShapes.expireAfter()));
    }

    private static SchemaBuilder immutableNodeClassRef() {
        return TemplateShapes.nodeClassRef()
                .rule("self.group == oldSelf.group", "the group is immutable", unchanged("group"))
                .rule("self.kind == oldSelf.kind", "the kind is immutable", unchanged("kind"));
    }

    private static Check unchanged(String field) {
        return Check.change(
                (self, old) -> ((Tree.Mapping) self).text(field, "").equals(((Tree.Mapping) old).text(field, "")),
                "the " + field + " of a pool's node class cannot be changed; make a new pool instead");
    }

    private static SchemaBuilder labels() {
        var labels = mapOf("The nodes' labels.", text("").maxLength(63).pattern(TemplateShapes.LABEL_VALUE))
                .maxProperties(100)
                .atomic();
        restrict(labels, RestrictedLabels.CORE_DOMAIN, RestrictedLabels.CORE_KEYS);
        forbid(labels, Labels.NODE_POOL);
        forbid(labels, Labels.HOSTNAME);
        return restrict(labels, RestrictedLabels.AWS_DOMAIN, RestrictedLabels.AWS_KEYS);
    }

    private static SchemaBuilder restrict(SchemaBuilder labels, String domain, java.util.List<String> keys) {
        return labels.rule(
                "self.all(x, " + TemplateShapes.domainRule("x", keys, domain) + ")",
                "the label domain " + domain + " is restricted",
                Check.keys(
                        key -> RestrictedLabels.passes(key, domain, keys),
                        key -> RequirementChecks.restricted(key, domain, keys)));
    }

    private static void forbid(SchemaBuilder labels, String forbidden) {
        labels.rule(
                "self.all(x, x != \"" + forbidden + "\")",
                "the label " + forbidden + " is restricted",
                Check.keys(
                        key -> !key.equals(forbidden),
                        key -> "the label " + key + " is set by Karpenter itself; take it out"));
    }

    private static SchemaBuilder status() {
        return object("What was observed.")
                .field("resources", CommonShapes.quantities("What all nodes of the pool have together."))
                .field("nodes", int64("How many nodes the pool has.").defaultsTo("0"))
                .field("nodeClassObservedGeneration", int64("The generation of the node class that was looked at."))
                .field("conditions", CommonShapes.conditions());
    }
}
