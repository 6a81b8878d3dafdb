package dev.wainwright.api.rules;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Validator;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.schema.BuiltInSchemas;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All rules of an object's kind together: of its metadata, of its schema, and those that a schema cannot say. */
public final class ObjectRules {
    private ObjectRules() {}

    /**
     * What is wrong with an object that could be decoded.
     *
     * <p>The server has no schema for its own kinds: what ours says of them counts where no rule speaks of the same
     * place. Kinds that are defined by a schema are held against further rules once they have the form it asks for.
     *
     * @param before what the object takes the place of; absent for a new one
     * @param bySchema what the check against the schema has found, without unknown fields and wrong types
     */
    public static List<Finding> check(
            Kind kind, Tree.Mapping object, Tree.@Nullable Mapping before, List<Finding> bySchema) {
        var found = new ArrayList<>(MetadataRules.check(kind, object));
        boolean builtIn = !BuiltInSchemas.name(kind.schema().get()).isEmpty();
        if (builtIn || bySchema.stream().noneMatch(finding -> finding.cause().isBlocking())) {
            for (Validator validator : kind.validators()) {
                found.addAll(validator.validate(object, before));
            }
        }
        List<Finding> said = List.copyOf(found);
        bySchema.stream()
                .filter(finding -> said.stream().noneMatch(other -> isAbout(other.path(), finding.path())))
                .forEach(found::add);
        return found;
    }

    /** Whether one of two places is the other one or a part of it. */
    private static boolean isAbout(String said, String other) {
        // The server takes a node's taints for metadata.
        String one = said.startsWith("metadata.taints") ? "spec" + said.substring("metadata".length()) : said;
        String longer = one.length() > other.length() ? one : other;
        String shorter = one.length() > other.length() ? other : one;
        return longer.startsWith(shorter)
                && (longer.length() == shorter.length() || ".[".indexOf(longer.charAt(shorter.length())) >= 0);
    }
}
