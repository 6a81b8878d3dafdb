package dev.wainwright.api.rules;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong with an object. */
final class Problems {
    private final List<Finding> found = new ArrayList<>(0);

    void add(Path path, Tree at, String message) {
        found.add(Finding.error(path.toString(), at.line(), message));
    }

    /** Adds the problem, if there is one. */
    void add(Path path, Tree at, Optional<String> message) {
        message.ifPresent(text -> add(path, at, text));
    }

    List<Finding> all() {
        return List.copyOf(found);
    }
}
