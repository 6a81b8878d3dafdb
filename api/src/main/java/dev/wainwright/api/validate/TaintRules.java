package dev.wainwright.api.validate;

import dev.wainwright.api.tree.Tree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Taints must be well written, and no key may have the same effect twice, over both lists together. */
final class TaintRules {
    private final Problems problems;
    private final Map<String, String> seen = new HashMap<>();

    TaintRules(Problems problems) {
        this.problems = problems;
    }

    void check(List<Tree> taints, String path) {
        for (int i = 0; i < taints.size(); i++) {
            if (taints.get(i) instanceof Tree.Mapping taint) {
                check(taint, path + "[" + i + "]");
            }
        }
    }

    private void check(Tree.Mapping taint, String path) {
        String key = taint.text("key", "");
        String value = taint.text("value", "");
        String effect = taint.text("effect", "");
        if (!Labelling.isQualifiedName(key)) {
            problems.error(path + ".key", taint, "\"" + key + "\" is no key of a taint; write it like a label's key");
        }
        if (!value.isEmpty() && !Labelling.isQualifiedName(value)) {
            problems.error(
                    path + ".value", taint, "\"" + value + "\" is no value of a taint; write it like a label's key");
        }
        String earlier = seen.putIfAbsent(key + ":" + effect, path);
        if (earlier != null) {
            problems.error(
                    path,
                    taint,
                    "the taint " + key + ":" + effect + " is there already, as " + earlier
                            + "; taints and startupTaints together may have it once");
        }
    }
}
