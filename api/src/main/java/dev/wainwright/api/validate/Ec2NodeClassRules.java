package dev.wainwright.api.validate;

import dev.wainwright.api.Validator;
import dev.wainwright.api.aws.ImageFamily;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.List;

/** What the AWS provider asks of an EC2NodeClass when it runs, beyond the rules of the CRD. */
public final class Ec2NodeClassRules implements Validator {
    @Override
    public List<Finding> validate(Tree.Mapping object) {
        if (!(object.get("spec") instanceof Tree.Mapping spec)) {
            // The API server takes it, but nothing can be launched from it.
            return List.of(Finding.error(
                    "spec",
                    object.line(),
                    "required, but missing: amiSelectorTerms, subnetSelectorTerms, securityGroupSelectorTerms and a role"
                            + " are needed"));
        }
        return spec.get("kubelet") instanceof Tree.Mapping kubelet
                ? KubeletRules.check(kubelet, ImageFamily.of(spec))
                : List.of();
    }
}
