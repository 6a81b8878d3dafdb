package dev.wainwright.api.lenient;

import dev.wainwright.api.read.ManifestReader.InstanceTypeNames;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** NodePools: {@code v1beta1} fields to {@code v1}, and what documents get wrong about either. */
final class NodePoolRewrites {
    private static final String TEMPLATE_SPEC = "spec.template.spec";
    private static final String INSTANCE_TYPE = "node.kubernetes.io/instance-type";
    private static final String AWS_GROUP = "karpenter.k8s.aws";

    private NodePoolRewrites() {}

    static Tree.Mapping rewrite(Tree.Mapping pool, InstanceTypeNames instanceTypes, Said said) {
        Tree.Mapping object = Edits.inside(pool, "spec", spec -> weight(spec, said));
        object = template(object, said);
        object = expireAfter(object, said);
        object = Edits.inside(object, "spec.disruption", disruption -> disruption(disruption, said));
        return Edits.inside(
                object,
                TEMPLATE_SPEC,
                spec -> requirements(nodeClassRef(spec, TEMPLATE_SPEC, said), instanceTypes, said));
    }

    static Tree.Mapping nodeClaim(Tree.Mapping claim, Said said) {
        return Edits.inside(claim, "spec", spec -> {
            Tree.Mapping referring = spec.get("nodeClassRef") == null ? spec : nodeClassRef(spec, "spec", said);
            if (referring.get("kubelet") == null) {
                return referring;
            }
            said.rewrite("spec.kubelet", referring, "v1 has it on the EC2NodeClass; dropped from the claim");
            return referring.without("kubelet");
        });
    }

    private static Tree.Mapping weight(Tree.Mapping spec, Said said) {
        if (spec.get("weight") instanceof Tree.Numeral weight && weight.value().signum() == 0) {
            said.rewrite(
                    "spec.weight",
                    weight,
                    "must be between 1 and 100, and the higher weight goes first; 0 dropped, which puts this pool last");
            return spec.without("weight");
        }
        return spec;
    }

    /** A pool says nothing without a template; the smallest one allows every machine of a class. */
    private static Tree.Mapping template(Tree.Mapping pool, Said said) {
        Tree.Mapping spec = pool.mapping("spec");
        Tree.Mapping template = spec.mapping("template").mapping("spec");
        if (Edits.isMissing(template, "requirements") && !(template.get("requirements") instanceof Tree.Sequence)) {
            said.rewrite(
                    TEMPLATE_SPEC + ".requirements",
                    spec,
                    "required, but missing; set to [], which allows every machine");
            return Edits.within(
                    pool, TEMPLATE_SPEC, old -> old.with("requirements", new Tree.Sequence(List.of(), spec.line())));
        }
        return pool;
    }

    static Tree.Mapping nodeClassRef(Tree.Mapping templateSpec, String path, Said said) {
        String at = path + ".nodeClassRef";
        if (!(templateSpec.get("nodeClassRef") instanceof Tree.Mapping reference)) {
            if (templateSpec.get("nodeClassRef") != null) {
                return templateSpec;
            }
            said.rewrite(at, templateSpec, "required, but missing; set to the EC2NodeClass named default");
            return templateSpec.with(
                    "nodeClassRef",
                    Edits.mapping(templateSpec, "group", AWS_GROUP, "kind", "EC2NodeClass", "name", "default"));
        }
        Tree.Mapping complete = reference;
        if (reference.get("apiVersion") instanceof Tree.Text apiVersion) {
            String group = apiVersion.value().split("/", 2)[0];
            said.rewrite(at + ".apiVersion", apiVersion, "v1 has group in its place; set group to " + group);
            complete = complete.without("apiVersion").with("group", Edits.text(group, apiVersion));
        }
        complete = fill(complete, "group", AWS_GROUP, at, said);
        complete = fill(complete, "kind", "EC2NodeClass", at, said);
        return templateSpec.with("nodeClassRef", complete);
    }

    private static Tree.Mapping fill(Tree.Mapping reference, String field, String value, String path, Said said) {
        if (!Edits.isMissing(reference, field)) {
            return reference;
        }
        said.rewrite(path + "." + field, reference, "required in v1, but missing; set to " + value);
        return reference.with(field, Edits.text(value, reference));
    }

    private static Tree.Mapping expireAfter(Tree.Mapping pool, Said said) {
        Tree.Mapping disruption = pool.mapping("spec").mapping("disruption");
        Tree expireAfter = disruption.get("expireAfter");
        if (expireAfter == null) {
            return pool;
        }
        Tree.Mapping moved = Edits.inside(pool, "spec.disruption", old -> old.without("expireAfter"));
        boolean set = moved.mapping("spec").mapping("template").mapping("spec").get("expireAfter") != null;
        said.rewrite(
                "spec.disruption.expireAfter",
                expireAfter,
                "v1 has it under spec.template.spec; "
                        + (set ? "dropped, for it is set there as well" : "moved there"));
        return set ? moved : Edits.within(moved, TEMPLATE_SPEC, spec -> spec.with("expireAfter", expireAfter));
    }

    private static Tree.Mapping disruption(Tree.Mapping disruption, Said said) {
        Tree.Mapping renamed = disruption;
        if (disruption.get("consolidationPolicy") instanceof Tree.Text policy
                && policy.value().equals("WhenUnderutilized")) {
            said.rewrite(
                    "spec.disruption.consolidationPolicy",
                    policy,
                    "WhenUnderutilized is called WhenEmptyOrUnderutilized in v1; renamed");
            renamed = renamed.with("consolidationPolicy", Edits.text("WhenEmptyOrUnderutilized", policy));
        }
        if (Edits.isMissing(renamed, "consolidateAfter")) {
            said.rewrite("spec.disruption.consolidateAfter", disruption, "required in v1, but missing; set to 0s");
            renamed = renamed.with("consolidateAfter", Edits.text("0s", disruption));
        }
        return Edits.eachItem(renamed, "budgets", (budget, position) -> BudgetRewrites.rewrite(budget, position, said));
    }

    private static Tree.Mapping requirements(Tree.Mapping spec, InstanceTypeNames instanceTypes, Said said) {
        return Edits.eachItem(spec, "requirements", (item, position) -> {
            if (!(item instanceof Tree.Mapping requirement)) {
                return Optional.of(item);
            }
            String path = TEMPLATE_SPEC + ".requirements[" + position + "]";
            Tree.Mapping complete = requirement;
            if (Edits.isMissing(requirement, "operator") && !Edits.isMissing(requirement, "values")) {
                said.rewrite(path + ".operator", requirement, "required, but missing; set to In");
                complete = complete.with("operator", Edits.text("In", requirement));
            }
            boolean types = complete.text("key", "").equals(INSTANCE_TYPE);
            return Optional.of(types ? wildcards(complete, path + ".values", instanceTypes, said) : complete);
        });
    }

    private static Tree.Mapping wildcards(
            Tree.Mapping requirement, String path, InstanceTypeNames instanceTypes, Said said) {
        var names = new ArrayList<Tree>();
        var known = new TreeSet<String>();
        boolean expanded = false;
        for (Tree value : requirement.items("values")) {
            if (!(value instanceof Tree.Text text) || text.value().indexOf('*') < 0) {
                names.add(value);
                continue;
            }
            List<String> matching = instanceTypes.matching(text.value());
            expanded = true;
            if (matching.isEmpty()) {
                said.rewrite(
                        path,
                        value,
                        "there are no wildcards, and " + text.value() + " matches no instance type; dropped");
            } else {
                said.rewrite(
                        path,
                        value,
                        "there are no wildcards; " + text.value() + " became the " + matching.size()
                                + " instance types that match it");
                known.addAll(matching);
            }
        }
        known.forEach(name -> names.add(Edits.text(name, requirement)));
        if (expanded && names.isEmpty()) {
            said.error(path, requirement, "none of the wildcards matches an instance type: name the types");
        }
        return expanded ? requirement.with("values", new Tree.Sequence(names, requirement.line())) : requirement;
    }
}
