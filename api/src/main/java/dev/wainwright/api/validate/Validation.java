package dev.wainwright.api.validate;

import dev.wainwright.api.Validator;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The published rules of a kind and then what its controller asks for, without saying the same twice. */
public final class Validation implements Validator {
    private final PublishedRules published;
    private final Validator controller;

    private Validation(Supplier<Schema> schema, Validator controller) {
        published = new PublishedRules(schema);
        this.controller = controller;
    }

    public static Validation of(Supplier<Schema> schema) {
        return new Validation(schema, object -> List.of());
    }

    public static Validation of(Supplier<Schema> schema, Validator controller) {
        return new Validation(schema, controller);
    }

    @Override
    public List<Finding> validate(Tree.Mapping object) {
        return validate(object, null);
    }

    @Override
    public List<Finding> validate(Tree.Mapping object, Tree.@Nullable Mapping before) {
        var findings = new ArrayList<>(published.validate(object, before));
        Set<String> said = findings.stream().map(Finding::path).collect(Collectors.toSet());
        controller.validate(object).stream()
                .filter(finding -> !said.contains(finding.path()))
                .forEach(findings::add);
        return findings;
    }
}
