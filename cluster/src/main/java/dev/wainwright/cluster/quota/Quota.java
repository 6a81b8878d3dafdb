package dev.wainwright.cluster.quota;

import dev.wainwright.api.Kind;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.model.resource.Resources;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a ResourceQuota allows of the things that pods use. Quotas with scopes are not read: they would need sums of their
 * own.
 *
 * @param hard by the quota's names, in the units of {@link Resources}
 */
record Quota(String name, Map<String, Long> hard) {
    static final Kind KIND = TreeKinds.builtIn("ResourceQuota");

    static Quota of(KubeObject object) {
        Tree.Mapping spec = object.rest().mapping("spec");
        var hard = new TreeMap<String, Long>();
        if (spec.items("scopes").isEmpty() && spec.mapping("scopeSelector").isEmpty()) {
            spec.mapping("hard").fields().forEach((name, amount) -> {
                if (isForPods(name)) {
                    hard.put(name, Resources.amount(PodUsage.resource(name), quantity(amount)));
                }
            });
        }
        return new Quota(object.name(), hard);
    }

    private static boolean isForPods(String name) {
        return name.equals("pods")
                || name.equals("count/pods")
                || name.equals(Resources.CPU)
                || name.equals(Resources.MEMORY)
                || name.equals(Resources.EPHEMERAL_STORAGE)
                || (name.startsWith("requests.") && !name.equals("requests.storage"))
                || name.startsWith("limits.");
    }

    private static Quantity quantity(Tree amount) {
        return Quantity.parse(
                switch (amount) {
                    case Tree.Text text -> text.value();
                    case Tree.Numeral number -> number.value().toPlainString();
                    default -> "0";
                });
    }

    /** Why the pod would be too much, as the API server says it; empty when it would not. */
    String objection(Pod pod, Ledger ledger) {
        Map<String, Long> wanted = ledger.usage(pod.spec());
        var silent = new StringBuilder();
        var requested = new StringBuilder();
        var used = new StringBuilder();
        var limited = new StringBuilder();
        hard.forEach((resource, most) -> {
            if (PodUsage.mustBeStated(resource)
                    && !PodUsage.silent(pod.spec(), resource).isEmpty()) {
                append(silent, resource + " for: " + String.join(",", PodUsage.silent(pod.spec(), resource)));
            }
            long more = wanted.getOrDefault(resource, 0L);
            long now = ledger.sum(pod.metadata().namespace(), resource);
            if (more > 0 && now + more > most) {
                append(requested, resource + '=' + shown(resource, more));
                append(used, resource + '=' + shown(resource, now));
                append(limited, resource + '=' + shown(resource, most));
            }
        });
        if (!silent.isEmpty()) {
            return "failed quota: " + name + ": must specify "
                    + silent.toString().replace(",", "; ");
        }
        return requested.isEmpty()
                ? ""
                : "exceeded quota: " + name + ", requested: " + requested + ", used: " + used + ", limited: " + limited;
    }

    private static void append(StringBuilder text, String part) {
        text.append(text.isEmpty() ? "" : ",").append(part);
    }

    static String shown(String name, long amount) {
        return Resources.quantity(PodUsage.resource(name), amount).toString();
    }
}
