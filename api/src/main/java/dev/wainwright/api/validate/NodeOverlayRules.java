package dev.wainwright.api.validate;

import dev.wainwright.api.Validator;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.Set;

/** What the controller asks of a NodeOverlay when it runs, beyond the rules of the CRD (karpenter-core §1.5). */
public final class NodeOverlayRules implements Validator {
    /** Resources that the cloud knows itself (karpenter-aws §2). */
    private static final Set<String> KNOWN_TO_THE_CLOUD = Set.of(
            "vpc.amazonaws.com/pod-eni",
            "vpc.amazonaws.com/efa",
            "aws.amazon.com/neuron",
            "aws.amazon.com/neuroncore",
            "habana.ai/gaudi",
            "nvidia.com/gpu",
            "amd.com/gpu");

    @Override
    public List<Finding> validate(Tree.Mapping overlay) {
        var problems = new Problems();
        Tree.Mapping spec = overlay.mapping("spec");
        new RequirementRules(problems).check(spec.items("requirements"), "spec.requirements");
        spec.mapping("capacity").fields().forEach((resource, amount) -> {
            if (KNOWN_TO_THE_CLOUD.contains(resource)) {
                problems.error(
                        "spec.capacity." + resource,
                        amount,
                        "the capacity of " + resource + " comes from the cloud and cannot be overlaid; take it out");
            }
        });
        return problems.findings();
    }
}
