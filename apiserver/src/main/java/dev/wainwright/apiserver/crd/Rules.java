package dev.wainwright.apiserver.crd;

import dev.cel.runtime.CelRuntime;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.cel.Unusable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of a whole schema, compiled. Safe for use by many threads once compiled. */
final class Rules {
    private final IdentityHashMap<Node, List<CompiledRule>> compiled = new IdentityHashMap<>();
    private final List<Finding> problems = new ArrayList<>();
    private final Node root;

    private Rules(Node root) {
        this.root = root;
    }

    /** {@code path} is where the schema stands in its definition. */
    static Rules compile(Node root, String path) {
        var rules = new Rules(root);
        rules.compileBelow(root, path);
        return rules;
    }

    /** The rules that cannot be used. */
    List<Finding> problems() {
        return List.copyOf(problems);
    }

    private void compileBelow(Node node, String path) {
        if (!node.hasRules()) {
            return;
        }
        if (!node.rules.isEmpty()) {
            var compiler = new RuleCompiler(node, node.equals(root));
            var ready = new ArrayList<CompiledRule>();
            for (int i = 0; i < node.rules.size(); i++) {
                compile(compiler, node, i, path + ".x-kubernetes-validations[" + i + ']', ready);
            }
            compiled.put(node, ready);
        }
        node.properties.forEach((name, child) -> compileBelow(child, path + ".properties[" + name + ']'));
        if (node.items != null) {
            compileBelow(node.items, path + ".items");
        }
        if (node.additional != null) {
            compileBelow(node.additional, path + ".additionalProperties");
        }
    }

    private void compile(RuleCompiler compiler, Node node, int index, String path, List<CompiledRule> ready) {
        Node.Rule rule = node.rules.get(index);
        if (rule.text().isBlank()) {
            return;
        }
        String expression = rule.source().text("messageExpression", "");
        String field = ".rule";
        try {
            CelRuntime.Program program = compiler.rule(rule.text(), rule.optionalOldSelf());
            field = ".messageExpression";
            CelRuntime.Program message =
                    expression.isEmpty() ? null : compiler.message(expression, rule.optionalOldSelf());
            ready.add(new CompiledRule(rule, node, program, message));
        } catch (Unusable e) {
            problems.add(Trouble.invalidAs(path + field, shown(rule.source()), String.valueOf(e.getMessage())));
        }
    }

    /** A rule as the server prints it. */
    private static String shown(Tree.Mapping rule) {
        var fields = new LinkedHashMap<String, Tree>();
        fields.put("Rule", Tree.text(rule.text("rule", "")));
        fields.put("Message", Tree.text(rule.text("message", "")));
        fields.put("MessageExpression", Tree.text(rule.text("messageExpression", "")));
        fields.put("Reason", orNull(rule.get("reason")));
        fields.put("FieldPath", Tree.text(rule.text("fieldPath", "")));
        fields.put("OptionalOldSelf", orNull(rule.get("optionalOldSelf")));
        return Json.print(new Tree.Mapping(fields, 0));
    }

    private static Tree orNull(@Nullable Tree tree) {
        return tree == null ? new Tree.Null(0) : tree;
    }

    /** Asks every rule about the object; rules about changes where there is something to compare with. */
    List<Finding> check(@Nullable Tree before, Tree.Mapping object) {
        var findings = new ArrayList<Finding>();
        ask(before, object, root, "", findings);
        return findings;
    }

    private void ask(@Nullable Tree before, Tree value, Node node, String path, List<Finding> findings) {
        if (!node.hasRules() || value instanceof Tree.Null) {
            return;
        }
        boolean unchanged = before != null && before.equals(value);
        for (CompiledRule rule : compiled.getOrDefault(node, List.of())) {
            boolean transition = CompiledRule.isTransition(rule.rule());
            boolean asked = transition ? before != null || rule.rule().optionalOldSelf() : !unchanged;
            if (asked) {
                rule.check(before, value, path.isEmpty() ? Trouble.NOWHERE : path)
                        .ifPresent(findings::add);
            }
        }
        if (value instanceof Tree.Mapping mapping) {
            mapping.fields().forEach((name, child) -> {
                Node field = node.field(name);
                if (field != null) {
                    Tree old = before instanceof Tree.Mapping known ? known.get(name) : null;
                    ask(old, child, field, below(path, name, node), findings);
                }
            });
        } else if (value instanceof Tree.Sequence list && node.items != null) {
            for (int i = 0; i < list.items().size(); i++) {
                Tree item = list.items().get(i);
                ask(ListItems.counterpart(before, item, node), item, node.items, path + '[' + i + ']', findings);
            }
        }
    }

    private static String below(String path, String name, Node parent) {
        return parent.properties.containsKey(name) ? ObjectCheck.below(path, name) : path + '[' + name + ']';
    }
}
