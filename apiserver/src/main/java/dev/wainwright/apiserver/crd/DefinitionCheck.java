package dev.wainwright.apiserver.crd;

import dev.wainwright.api.read.Cause;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is wrong with a definition, apart from its schemas. */
final class DefinitionCheck {
    private static final String APPROVAL = "api-approved.kubernetes.io";

    private final Tree.Mapping spec;
    private final List<Finding> findings = new ArrayList<>();

    private DefinitionCheck(Tree.Mapping definition) {
        this.spec = definition.mapping("spec");
    }

    static List<Finding> check(Tree.Mapping definition) {
        var check = new DefinitionCheck(definition);
        check.name(definition);
        check.scope();
        check.names();
        check.versions(definition);
        check.conversion();
        return check.findings;
    }

    private void name(Tree.Mapping definition) {
        Tree.Mapping metadata = definition.mapping("metadata");
        String name = metadata.text("name", "");
        String group = spec.text("group", "");
        if (!name.equals(spec.mapping("names").text("plural", "") + "." + group)) {
            findings.add(
                    Trouble.invalid("metadata.name", Tree.text(name), "must be spec.names.plural+\".\"+spec.group"));
        }
        findings.addAll(Grammar.group("spec.group", group));
        boolean isProtected = ("." + group).endsWith(".k8s.io") || ("." + group).endsWith(".kubernetes.io");
        if (isProtected && metadata.mapping("annotations").text(APPROVAL, "").isEmpty()) {
            findings.add(Trouble.required(
                    "metadata.annotations[" + APPROVAL + "]",
                    "protected groups must have approval annotation \"" + APPROVAL
                            + "\", see https://github.com/kubernetes/enhancements/pull/1111"));
        }
    }

    private void scope() {
        String scope = spec.text("scope", "");
        if (scope.isEmpty()) {
            findings.add(Trouble.required("spec.scope", ""));
        } else if (!scope.equals("Cluster") && !scope.equals("Namespaced")) {
            findings.add(
                    Trouble.of("spec.scope", Cause.notSupported(Tree.text(scope), List.of("Cluster", "Namespaced"))));
        }
    }

    private void names() {
        Tree.Mapping names = spec.mapping("names");
        String path = "spec.names.";
        findings.addAll(Grammar.label(path + "plural", names.text("plural", "")));
        findings.addAll(Grammar.label(path + "singular", names.text("singular", "")));
        findings.addAll(Grammar.kind(path + "kind", names.text("kind", "")));
        findings.addAll(Grammar.kind(path + "listKind", names.text("listKind", "")));
        for (String list : List.of("shortNames", "categories")) {
            List<String> words = Node.texts(names, list);
            for (int i = 0; i < words.size(); i++) {
                findings.addAll(Grammar.label(path + list + '[' + i + ']', words.get(i)));
            }
        }
        if (!names.text("kind", "").isEmpty() && names.text("kind", "").equals(names.text("listKind", ""))) {
            findings.add(Trouble.invalid(
                    path + "listKind", Tree.text(names.text("listKind", "")), "kind and listKind may not be the same"));
        }
    }

    private void versions(Tree.Mapping definition) {
        List<Tree.Mapping> versions = Definition.versions(definition);
        long stored =
                versions.stream().filter(each -> Node.isTrue(each, "storage")).count();
        var known = new HashSet<String>();
        boolean unique = true;
        for (int i = 0; i < versions.size(); i++) {
            String path = "spec.versions[" + i + "].name";
            String name = versions.get(i).text("name", "");
            unique &= known.add(name);
            findings.addAll(Grammar.label(path, name));
        }
        if (versions.size() == 1) {
            findings.addAll(Grammar.label("spec.version", versions.getFirst().text("name", "")));
        }
        if (!unique) {
            findings.add(Trouble.invalidAs("spec.versions", shown(definition), "must contain unique version names"));
        }
        if (stored != 1) {
            findings.add(Trouble.invalidAs(
                    "spec.versions", shown(definition), "must have exactly one version marked as storage version"));
        }
        if (stored > 1) {
            List<Tree> names = versions.stream()
                    .filter(each -> Node.isTrue(each, "storage"))
                    .map(each -> (Tree) Tree.text(each.text("name", "")))
                    .toList();
            findings.add(Trouble.invalid(
                    "status.storedVersions",
                    new Tree.Sequence(List.of(names.getFirst()), 0),
                    "must have the storage version " + ((Tree.Text) names.getLast()).value()));
        }
        if (stored == 0) {
            findings.add(Trouble.invalid(
                    "status.storedVersions", new Tree.Null(0), "must have at least one stored version"));
        }
        if (Node.isTrue(spec, "preserveUnknownFields")) {
            findings.add(Trouble.invalid(
                    "spec.preserveUnknownFields",
                    new Tree.Bool(true, 0),
                    "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema"
                            + " instead"));
        }
    }

    /** The versions as the server prints them. */
    private String shown(Tree.Mapping definition) {
        if (!(spec.get("versions") instanceof Tree.Sequence)) {
            return "null";
        }
        boolean alike = Definition.isUniform(definition);
        List<Tree> shown = new ArrayList<>();
        for (Tree.Mapping version : Definition.versions(definition)) {
            Map<String, Tree> fields = new LinkedHashMap<>();
            fields.put("Name", Tree.text(version.text("name", "")));
            fields.put("Served", new Tree.Bool(Node.isTrue(version, "served"), 0));
            fields.put("Storage", new Tree.Bool(Node.isTrue(version, "storage"), 0));
            fields.put("Deprecated", new Tree.Bool(Node.isTrue(version, "deprecated"), 0));
            fields.put("DeprecationWarning", new Tree.Null(0));
            for (String part : List.of("schema", "subresources", "additionalPrinterColumns", "selectableFields")) {
                Tree value = alike ? null : version.get(part);
                String name = Character.toUpperCase(part.charAt(0)) + part.substring(1);
                fields.put(name, value == null ? new Tree.Null(0) : value);
            }
            shown.add(new Tree.Mapping(fields, 0));
        }
        return Json.print(new Tree.Sequence(shown, 0));
    }

    private void conversion() {
        Tree.Mapping conversion = spec.mapping("conversion");
        String strategy = conversion.text("strategy", "None");
        String path = "spec.conversion.";
        if (strategy.equals("Webhook")) {
            Tree.Mapping webhook = conversion.mapping("webhook");
            if (webhook.get("clientConfig") == null) {
                findings.add(
                        Trouble.required(path + "webhookClientConfig", "required when strategy is set to Webhook"));
            }
            if (webhook.items("conversionReviewVersions").isEmpty()) {
                findings.add(Trouble.required(path + "conversionReviewVersions", ""));
            }
        } else if (!strategy.equals("None")) {
            findings.add(
                    Trouble.of(path + "strategy", Cause.notSupported(Tree.text(strategy), List.of("None", "Webhook"))));
        }
    }
}
