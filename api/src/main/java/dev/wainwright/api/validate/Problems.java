package dev.wainwright.api.validate;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.List;

/** What a validator has found so far. */
final class Problems {
    private final List<Finding> findings = new ArrayList<>();

    void error(String path, Tree at, String message) {
        findings.add(Finding.error(path, at.line(), message));
    }

    void warning(String path, Tree at, String message) {
        findings.add(Finding.warning(path, at.line(), message));
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }
}
