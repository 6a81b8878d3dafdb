package dev.wainwright.api.karpenter;

import static dev.wainwright.api.schema.SchemaBuilder.integer;
import static dev.wainwright.api.schema.SchemaBuilder.listOf;
import static dev.wainwright.api.schema.SchemaBuilder.object;
import static dev.wainwright.api.schema.SchemaBuilder.text;
import static dev.wainwright.api.schema.SchemaBuilder.time;

import dev.wainwright.api.schema.SchemaBuilder;
import dev.wainwright.model.instance.Labels;
import java.util.List;

/** What pools, claims and overlays have in common (karpenter-core §1.2). */
final class TemplateShapes {
    static final String QUALIFIED_NAME =
            "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*(\\/))?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$";
    static final String LABEL_VALUE = "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$";
    static final String DURATION_OR_NEVER = "^(([0-9]+(s|m|h))+|Never)$";

    private static final String DURATION = "^([0-9]+(s|m|h))+$";

    private TemplateShapes() {}

    static SchemaBuilder nodeClassRef() {
        return object("The cloud's description of machines.")
                .required(
                        "group",
                        text("The API group of the node class.")
                                .pattern("^[^/]*$")
                                .rule("self != ''", "the group may not be empty", RequirementChecks.notEmpty("group")))
                .required(
                        "kind",
                        text("The kind of the node class.")
                                .rule("self != ''", "the kind may not be empty", RequirementChecks.notEmpty("kind")))
                .required(
                        "name",
                        text("The name of the node class.")
                                .rule("self != ''", "the name may not be empty", RequirementChecks.notEmpty("name")));
    }

    static SchemaBuilder taints(String description) {
        return listOf(
                        description,
                        object("Keeps away pods that do not tolerate it.")
                                .required(
                                        "key",
                                        text("The taint's key.").nonEmpty().pattern(QUALIFIED_NAME))
                                .field("value", text("The taint's value.").pattern(QUALIFIED_NAME))
                                .required(
                                        "effect",
                                        text("What happens to pods that do not tolerate the taint.")
                                                .oneOf("NoSchedule", "PreferNoSchedule", "NoExecute"))
                                .field("timeAdded", time("When the taint was added.")))
                .atomic();
    }

    static SchemaBuilder terminationGracePeriod() {
        return text("How long draining may take before the node is removed by force; without it, for ever.")
                .pattern(DURATION, "72h or 1h30m");
    }

    static SchemaBuilder expireAfter() {
        return text("How old a node may become; Never for ever.")
                .pattern(DURATION_OR_NEVER, "720h or Never")
                .defaultsTo("'720h'");
    }

    /** The requirements of a pool: they may not name the pool itself. */
    static SchemaBuilder poolRequirements() {
        return withMinValues(key(RestrictedLabels.AWS_KEYS)
                .rule(
                        "self != \"karpenter.sh/nodepool\"",
                        "the label karpenter.sh/nodepool is restricted",
                        RequirementChecks.isNot(Labels.NODE_POOL)));
    }

    static SchemaBuilder claimRequirements() {
        return withMinValues(key(RestrictedLabels.AWS_KEYS));
    }

    static SchemaBuilder overlayRequirements() {
        return requirements(requirement(key(RestrictedLabels.AWS_OVERLAY_KEYS)))
                .rule(
                        "self.all(x, x.operator == 'NotIn' ? x.values.size() != 0 : true)",
                        "a requirement with NotIn needs a value",
                        RequirementChecks.needsValues("NotIn"));
    }

    private static SchemaBuilder withMinValues(SchemaBuilder key) {
        return requirements(requirement(key)
                        .field(
                                "minValues",
                                integer("How many different values must stay open.")
                                        .between(1, 50)))
                .rule(
                        "self.all(x, (x.operator == 'In' && has(x.minValues)) ? x.values.size() >= x.minValues : true)",
                        "a requirement with minValues needs at least that many values",
                        RequirementChecks.enoughValues());
    }

    private static SchemaBuilder requirements(SchemaBuilder requirement) {
        return listOf("What the nodes' labels must be like.", requirement)
                .maxItems(100)
                .atomic()
                .rule(
                        "self.all(x, x.operator == 'In' ? x.values.size() != 0 : true)",
                        "a requirement with In needs a value",
                        RequirementChecks.needsValues("In"))
                .rule(
                        "self.all(x, (x.operator == 'Gt' || x.operator == 'Lt' || x.operator == 'Gte' || x.operator == 'Lte')"
                                + " ? (x.values.size() == 1 && int(x.values[0]) >= 0) : true)",
                        "a requirement with Gt, Lt, Gte or Lte needs exactly one value, a number not below 0",
                        RequirementChecks.oneNumber());
    }

    /**
     * The pattern and length of the values stand at the list, where they bind nothing: that is how the CRDs are
     * published, so the API server takes any value. The controller refuses the bad ones later.
     */
    private static SchemaBuilder requirement(SchemaBuilder key) {
        return object("A demand on one label.")
                .required("key", key)
                .required(
                        "operator",
                        text("How the values relate to the label.")
                                .oneOf("Gte", "Lte", "In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"))
                .field(
                        "values",
                        listOf(
                                        "At least one for In and NotIn, none for Exists and DoesNotExist, else one number.",
                                        text(""))
                                .atomic()
                                .maxLength(63)
                                .pattern(LABEL_VALUE));
    }

    private static SchemaBuilder key(List<String> awsKeys) {
        return text("The label.")
                .maxLength(316)
                .pattern(QUALIFIED_NAME)
                .rule(
                        domainRule("self", RestrictedLabels.CORE_KEYS, RestrictedLabels.CORE_DOMAIN),
                        "the label domain karpenter.sh is restricted",
                        RequirementChecks.domain(RestrictedLabels.CORE_DOMAIN, RestrictedLabels.CORE_KEYS))
                .rule(
                        "self != \"kubernetes.io/hostname\"",
                        "the label kubernetes.io/hostname is restricted",
                        RequirementChecks.isNot(Labels.HOSTNAME))
                .rule(
                        domainRule("self", awsKeys, RestrictedLabels.AWS_DOMAIN),
                        "the label domain karpenter.k8s.aws is restricted",
                        RequirementChecks.domain(RestrictedLabels.AWS_DOMAIN, awsKeys));
    }

    /** The published form of "the label is listed or of another domain". */
    static String domainRule(String label, List<String> keys, String domain) {
        return label + " in " + RestrictedLabels.cel(keys) + " || !" + label + ".find(\"^([^/]+)\").endsWith(\""
                + domain + "\")";
    }
}
