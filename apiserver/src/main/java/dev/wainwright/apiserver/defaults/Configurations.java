package dev.wainwright.apiserver.defaults;

import static dev.wainwright.api.tree.Fill.absent;
import static dev.wainwright.api.tree.Fill.bool;
import static dev.wainwright.api.tree.Fill.each;
import static dev.wainwright.api.tree.Fill.inside;
import static dev.wainwright.api.tree.Fill.number;
import static dev.wainwright.api.tree.Fill.text;

import dev.wainwright.api.tree.Tree;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Secrets, limits, access, storage drivers, webhooks, admission policies. */
final class Configurations {
    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final long WEBHOOK_SECONDS = 10;

    private Configurations() {}

    /** Plain texts are written in base64 among the others. */
    static Tree.Mapping secret(Tree.Mapping secret) {
        Tree.Mapping filled = text(secret, "type", "Opaque");
        if (!(secret.get("stringData") instanceof Tree.Mapping plain)) {
            return filled;
        }
        Map<String, Tree> data = new LinkedHashMap<>(secret.mapping("data").fields());
        plain.fields().forEach((name, value) -> {
            if (value instanceof Tree.Text text) {
                byte[] bytes = text.value().getBytes(StandardCharsets.UTF_8);
                data.put(name, Tree.text(Base64.getEncoder().encodeToString(bytes)));
            }
        });
        return filled.without("stringData").with("data", new Tree.Mapping(data, secret.line()));
    }

    /** A container's limit is its maximum unless said otherwise, and its request is its limit, else its minimum. */
    static Tree.Mapping limitRange(Tree.Mapping spec) {
        return each(spec, "limits", limit -> {
            if (!limit.text("type", "").equals("Container")) {
                return limit;
            }
            Tree.Mapping filled = completed(limit, "default", "max");
            return completed(completed(filled, "defaultRequest", "default"), "defaultRequest", "min");
        });
    }

    private static Tree.Mapping completed(Tree.Mapping limit, String name, String from) {
        Map<String, Tree> amounts = new LinkedHashMap<>(limit.mapping(name).fields());
        limit.mapping(from).fields().forEach(amounts::putIfAbsent);
        return amounts.size() == limit.mapping(name).fields().size()
                ? limit
                : limit.with(name, new Tree.Mapping(amounts, limit.line()));
    }

    static Tree.Mapping binding(Tree.Mapping binding) {
        Tree.Mapping filled = each(binding, "subjects", subject -> {
            boolean person = subject.text("kind", "").equals("User")
                    || subject.text("kind", "").equals("Group");
            return person ? text(subject, "apiGroup", RBAC) : subject;
        });
        return inside(filled, "roleRef", role -> text(role, "apiGroup", RBAC));
    }

    static Tree.Mapping csiDriver(Tree.Mapping spec) {
        Tree.Mapping filled = bool(bool(spec, "attachRequired", true), "podInfoOnMount", false);
        filled = bool(bool(filled, "storageCapacity", false), "requiresRepublish", false);
        filled = text(bool(filled, "seLinuxMount", false), "fsGroupPolicy", "ReadWriteOnceWithFSType");
        return absent(filled, "volumeLifecycleModes", Networks.list("Persistent"));
    }

    static Tree.Mapping webhooks(Tree.Mapping configuration) {
        return each(configuration, "webhooks", webhook -> {
            Tree.Mapping filled = text(text(webhook, "failurePolicy", "Fail"), "matchPolicy", "Equivalent");
            filled = absent(filled, "namespaceSelector", Tree.Mapping.EMPTY);
            filled = absent(filled, "objectSelector", Tree.Mapping.EMPTY);
            filled = number(filled, "timeoutSeconds", WEBHOOK_SECONDS);
            if (configuration.text("kind", "").startsWith("Mutating")) {
                filled = text(filled, "reinvocationPolicy", "Never");
            }
            filled = inside(
                    filled,
                    "clientConfig",
                    client -> inside(client, "service", service -> number(service, "port", 443)));
            return each(filled, "rules", rule -> text(rule, "scope", "*"));
        });
    }

    static Tree.Mapping policy(Tree.Mapping spec) {
        return inside(text(spec, "failurePolicy", "Fail"), "matchConstraints", Configurations::matching);
    }

    /** Which requests a policy or its binding is about. */
    static Tree.Mapping matching(Tree.Mapping resources) {
        Tree.Mapping filled = text(resources, "matchPolicy", "Equivalent");
        filled = absent(filled, "namespaceSelector", Tree.Mapping.EMPTY);
        filled = absent(filled, "objectSelector", Tree.Mapping.EMPTY);
        filled = each(filled, "resourceRules", rule -> text(rule, "scope", "*"));
        return each(filled, "excludeResourceRules", rule -> text(rule, "scope", "*"));
    }

    static Tree.Mapping storageClass(Tree.Mapping storageClass) {
        return text(text(storageClass, "reclaimPolicy", "Delete"), "volumeBindingMode", "Immediate");
    }
}
