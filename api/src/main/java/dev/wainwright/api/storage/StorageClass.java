package dev.wainwright.api.storage;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import java.util.List;

/** How storage is made, when, and where it may be. */
public record StorageClass(
        ObjectMeta metadata,
        String provisioner,
        String volumeBindingMode,
        List<TopologySelectorTerm> allowedTopologies,
        Tree.Mapping rest)
        implements KubeObject {
    public StorageClass {
        allowedTopologies = List.copyOf(allowedTopologies);
    }

    /** All expressions of a term must hold; terms are alternatives. */
    public record TopologySelectorTerm(List<TopologyExpression> matchLabelExpressions) {
        public TopologySelectorTerm {
            matchLabelExpressions = List.copyOf(matchLabelExpressions);
        }
    }

    /** A label and its allowed values. */
    public record TopologyExpression(String key, List<String> values) {
        public TopologyExpression {
            values = List.copyOf(values);
        }
    }
}
