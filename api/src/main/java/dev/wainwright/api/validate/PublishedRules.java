package dev.wainwright.api.validate;

import dev.wainwright.api.Validator;
import dev.wainwright.api.read.Cause;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.schema.Check;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds a document against the rules that its kind's CRD publishes, by their twins in Java: at every place where the
 * schema has a rule and the document a value.
 *
 * <p>Rules about a change are asked where the old document has the same place. Items of lists have no past here, as in
 * Kubernetes for lists without keys, and no rule of ours stands in a list with keys.
 */
public final class PublishedRules implements Validator {
    private final Supplier<Schema> schema;

    public PublishedRules(Supplier<Schema> schema) {
        this.schema = schema;
    }

    @Override
    public List<Finding> validate(Tree.Mapping object) {
        return validate(object, null);
    }

    @Override
    public List<Finding> validate(Tree.Mapping object, Tree.@Nullable Mapping old) {
        var findings = new ArrayList<Finding>();
        forEachRule(schema.get(), object, old, (rule, place, self, oldSelf) -> {
            if (rule.check() != null) {
                for (Check.Violation violation : rule.check().violations(self, oldSelf)) {
                    findings.add(Finding.error(
                            join(place, violation.path()),
                            violation.line(),
                            violation.message(),
                            Cause.published(place, self, rule.message())));
                }
            }
        });
        return findings;
    }

    /** Takes note of one rule at one place of a document. */
    @FunctionalInterface
    interface Visitor {
        void rule(Schema.Rule rule, String place, Tree self, @Nullable Tree oldSelf);
    }

    /** Visits every rule wherever the document has a value for it. */
    static void forEachRule(Schema schema, Tree value, @Nullable Tree old, Visitor visitor) {
        new Walk(visitor).at("", schema, value, old);
    }

    private static String join(String place, String path) {
        return place.isEmpty() && path.startsWith(".") ? path.substring(1) : place + path;
    }

    private record Walk(Visitor visitor) {
        void at(String place, Schema schema, Tree value, @Nullable Tree old) {
            for (Schema.Rule rule : schema.rules()) {
                visitor.rule(rule, place, value, old);
            }
            if (value instanceof Tree.Mapping mapping) {
                mapping.fields().forEach((name, child) -> field(place, schema, name, child, old));
            } else if (value instanceof Tree.Sequence sequence && schema.items() != null) {
                for (int i = 0; i < sequence.items().size(); i++) {
                    at(place + "[" + i + "]", schema.items(), sequence.items().get(i), null);
                }
            }
        }

        private void field(String place, Schema parent, String name, Tree child, @Nullable Tree old) {
            Schema schema = parent.properties().get(name);
            if (schema == null) {
                schema = parent.additionalProperties();
            }
            if (schema != null && !(child instanceof Tree.Null)) {
                Tree before = old instanceof Tree.Mapping mapping ? mapping.get(name) : null;
                at(place.isEmpty() ? name : place + "." + name, schema, child, before);
            }
        }
    }
}
