package dev.wainwright.apiserver.crd;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.Comparator;
import java.util.List;

/** Schemas made of schemas: allOf, anyOf, oneOf, not. */
final class Alternatives {
    private Alternatives() {}

    static void check(Tree value, Node node, String path, List<Finding> findings) {
        if (!node.anyOf.isEmpty()) {
            List<List<Finding>> tried = tried(value, node.anyOf, path);
            if (tried.stream().noneMatch(List::isEmpty)) {
                findings.add(said(path, "must validate at least one schema (anyOf)"));
                findings.addAll(closest(tried));
            }
        }
        if (!node.oneOf.isEmpty()) {
            List<List<Finding>> tried = tried(value, node.oneOf, path);
            long valid = tried.stream().filter(List::isEmpty).count();
            if (valid != 1) {
                findings.add(said(
                        path,
                        "must validate one and only one schema (oneOf). "
                                + (valid == 0 ? "Found none valid" : "Found " + valid + " valid alternatives")));
                findings.addAll(valid == 0 ? closest(tried) : List.of());
            }
        }
        if (!node.allOf.isEmpty()) {
            List<List<Finding>> tried = tried(value, node.allOf, path);
            if (!tried.stream().allMatch(List::isEmpty)) {
                tried.forEach(findings::addAll);
                findings.add(said(path, "must validate all the schemas (allOf)"));
            }
        }
        Node not = node.not;
        if (not != null && ObjectCheck.check(null, value, not, path).isEmpty()) {
            findings.add(said(path, "must not validate the schema (not)"));
        }
    }

    private static List<List<Finding>> tried(Tree value, List<Node> alternatives, String path) {
        return alternatives.stream()
                .map(alternative -> ObjectCheck.check(null, value, alternative, path))
                .toList();
    }

    /** What is wrong with the alternative that is nearest to being right. */
    private static List<Finding> closest(List<List<Finding>> tried) {
        return tried.stream().min(Comparator.comparingInt(List::size)).orElse(List.of());
    }

    private static Finding said(String path, String what) {
        return Trouble.invalid(Trouble.NOWHERE, Tree.text(""), '"' + path + "\" " + what);
    }
}
