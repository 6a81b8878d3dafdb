package dev.wainwright.api.lenient;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.List;

/** The rewrites of one object so far. */
final class Said {
    private final List<Finding> findings = new ArrayList<>();

    void rewrite(String path, Tree at, String message) {
        findings.add(Finding.rewrite(path, at.line(), message));
    }

    void warning(String path, Tree at, String message) {
        findings.add(Finding.warning(path, at.line(), message));
    }

    void error(String path, Tree at, String message) {
        findings.add(Finding.error(path, at.line(), message));
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }
}
