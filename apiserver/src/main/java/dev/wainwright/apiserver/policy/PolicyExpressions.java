package dev.wainwright.apiserver.policy;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.rules.AdmissionRules;
import dev.wainwright.api.tree.Tree;
import java.util.List;

/** Whether the expressions of a policy can be used at all, without knowing what they will be asked about. */
public final class PolicyExpressions {
    private PolicyExpressions() {}

    public static List<Finding> faults(Tree.Mapping policy) {
        return CompiledPolicy.of(policy.mapping("spec")).faults.stream()
                .map(fault -> AdmissionRules.unusable(fault.field(), Tree.text(fault.text()), fault.why()))
                .toList();
    }
}
