package dev.wainwright.autoscaler.provisioning;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.karpenter.NodeRequirement;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.autoscaler.pool.PoolHashController;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Operator;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.solver.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Turns a planned node into the NodeClaim that asks for it (karpenter-core §3.12, §1.10). */
final class ClaimTemplate {
    /** A claim names at most so many instance types; the cheapest. */
    private static final int MOST_TYPES = 600;

    /** What only the simulation of a node says, and no machine can be asked for. */
    private static final Set<String> NOT_ASKED_FOR = Set.of(Labels.HOSTNAME, Labels.REGISTERED, Labels.INITIALIZED);

    private ClaimTemplate() {}

    static NodeClaim claim(NodePool pool, Plan.NewNode node) {
        NodePool.TemplateSpec template = pool.spec().template().spec();
        var spec = new NodeClaim.Spec(
                template.nodeClassRef(),
                requirements(node),
                node.requests().toQuantities(),
                template.taints(),
                template.startupTaints(),
                template.expireAfter(),
                template.terminationGracePeriod());
        return new NodeClaim(
                metadata(pool),
                spec,
                new NodeClaim.Status("", "", "", Map.of(), Map.of(), List.of(), null),
                Tree.Mapping.EMPTY);
    }

    private static ObjectMeta metadata(NodePool pool) {
        var labels = new HashMap<String, String>();
        var annotations = new HashMap<String, String>();
        NodePool.TemplateMeta template = pool.spec().template().metadata();
        if (template != null) {
            labels.putAll(template.labels());
            annotations.putAll(template.annotations());
        }
        var nodeClass = pool.spec().template().spec().nodeClassRef();
        labels.put(nodeClass.group() + "/" + nodeClass.kind().toLowerCase(Locale.ROOT), nodeClass.name());
        labels.put(Labels.NODE_POOL, pool.name());
        annotations.putAll(PoolHashController.hash(pool));
        var kind = Kinds.of(NodePool.class);
        var owner = new OwnerReference(
                kind.apiVersion(), kind.kind(), pool.name(), pool.metadata().uid(), null, true);
        return ObjectMeta.generated("", pool.name() + "-")
                .withLabels(labels)
                .withAnnotations(annotations)
                .withOwnerReferences(List.of(owner));
    }

    private static List<NodeRequirement> requirements(Plan.NewNode node) {
        var requirements = new ArrayList<NodeRequirement>();
        for (Requirement wanted : node.requirements().byKey().values()) {
            if (wanted.key().equals(Labels.INSTANCE_TYPE)) {
                requirements.add(types(node, wanted.minValues()));
            } else if (!NOT_ASKED_FOR.contains(wanted.key())) {
                wanted.terms().forEach(term -> requirements.add(requirement(term)));
            }
        }
        if (!node.requirements().has(Labels.INSTANCE_TYPE)) {
            requirements.add(types(node, 0));
        }
        return requirements;
    }

    private static NodeRequirement types(Plan.NewNode node, int minValues) {
        List<String> names = node.instanceTypeOptions();
        return new NodeRequirement(
                Labels.INSTANCE_TYPE,
                Operator.IN,
                names.subList(0, Math.min(names.size(), MOST_TYPES)),
                minValues == 0 ? null : minValues);
    }

    private static NodeRequirement requirement(Requirement.Term term) {
        return new NodeRequirement(
                term.key(), term.operator(), term.values(), term.minValues() == 0 ? null : term.minValues());
    }
}
