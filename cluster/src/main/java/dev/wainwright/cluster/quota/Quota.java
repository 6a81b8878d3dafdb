package dev.wainwright.cluster.quota;

import dev.wainwright.api.Kind;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Amounts;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Resources;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a ResourceQuota allows.
 *
 * @param hard by the quota's names, in the units of {@link Resources}
 * @param scopes which pods are meant, if not all; a quota with scopes is about pods alone
 */
record Quota(String name, Map<String, Long> hard, List<Scope> scopes) {
    static final Kind KIND = TreeKinds.builtIn("ResourceQuota");

    Quota {
        scopes = List.copyOf(scopes);
    }

    static Quota of(KubeObject object) {
        Tree.Mapping spec = object.rest().mapping("spec");
        var hard = new TreeMap<String, Long>();
        Amounts.of(spec.mapping("hard")).forEach((name, amount) -> hard.put(name, Usages.amount(name, amount)));
        return new Quota(object.name(), hard, Scope.of(spec));
    }

    /** Whether objects of that resource can count here. */
    boolean isAbout(String resource) {
        return (scopes.isEmpty() || resource.equals("pods"))
                && hard.keySet().stream().anyMatch(name -> Usages.isAbout(name, resource));
    }

    boolean matches(KubeObject object) {
        return scopes.isEmpty() || (object instanceof Pod pod && scopes.stream().allMatch(scope -> scope.matches(pod)));
    }

    /** Why {@code more} beside {@code used} would be too much, as the API server says it; empty when it would not. */
    String objection(Map<String, Long> more, Map<String, Long> used) {
        var requested = new StringBuilder();
        var now = new StringBuilder();
        var limited = new StringBuilder();
        hard.forEach((resource, most) -> {
            long added = more.getOrDefault(resource, 0L);
            long known = used.getOrDefault(resource, 0L);
            if (added > 0 && known + added > most) {
                append(requested, resource, added);
                append(now, resource, known);
                append(limited, resource, most);
            }
        });
        return requested.isEmpty()
                ? ""
                : "exceeded quota: " + name + ", requested: " + requested + ", used: " + now + ", limited: " + limited;
    }

    private static void append(StringBuilder text, String resource, long amount) {
        text.append(text.isEmpty() ? "" : ",").append(resource).append('=').append(Usages.shown(resource, amount));
    }

    /** What containers of the pod leave open though it is limited, as the API server says it; empty when nothing. */
    String silence(Pod pod) {
        var silent = new StringBuilder();
        for (String resource : hard.keySet()) {
            List<String> containers =
                    PodUsage.mustBeStated(resource) ? PodUsage.silent(pod.spec(), resource) : List.of();
            if (!containers.isEmpty()) {
                silent.append(silent.isEmpty() ? "" : "; ")
                        .append(resource)
                        .append(" for: ")
                        .append(String.join(",", containers));
            }
        }
        return silent.isEmpty() ? "" : "failed quota: " + name + ": must specify " + silent;
    }
}
