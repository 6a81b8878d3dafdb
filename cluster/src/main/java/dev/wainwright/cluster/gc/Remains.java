package dev.wainwright.cluster.gc;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Namespace;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a namespace that is to go still waits for, and the conditions that say so, in Kubernetes' words. */
final class Remains {
    private final Map<String, Integer> resources = new TreeMap<>();
    private final Map<String, Integer> finalizers = new TreeMap<>();

    void add(Kind kind, KubeObject object) {
        resources.merge(kind.plural() + '.' + kind.group(), 1, Integer::sum);
        object.metadata().finalizers().forEach(each -> finalizers.merge(each, 1, Integer::sum));
    }

    /** What tells of it, unless it has been told already. */
    Optional<Write> told(Namespace namespace, Instant now) {
        Tree.Mapping status = namespace.rest().mapping("status");
        String content = resources.entrySet().stream()
                .map(each -> each.getKey() + " has " + each.getValue() + " resource instances")
                .collect(Collectors.joining(", "));
        String keepers = finalizers.entrySet().stream()
                .map(each -> each.getKey() + " in " + each.getValue() + " resource instances")
                .collect(Collectors.joining(", "));
        var conditions = new ArrayList<Tree>();
        var dated = new Dated(status, now.truncatedTo(ChronoUnit.SECONDS).toString());
        conditions.add(dated.condition(
                "NamespaceDeletionDiscoveryFailure",
                false,
                "ResourcesDiscovered",
                "All resources successfully discovered"));
        conditions.add(dated.condition(
                "NamespaceDeletionGroupVersionParsingFailure",
                false,
                "ParsedGroupVersions",
                "All legacy kube types successfully parsed"));
        conditions.add(dated.condition(
                "NamespaceDeletionContentFailure",
                false,
                "ContentDeleted",
                "All content successfully deleted, may be waiting on finalization"));
        conditions.add(dated.condition(
                "NamespaceContentRemaining", true, "SomeResourcesRemain", "Some resources are remaining: " + content));
        conditions.add(
                keepers.isEmpty()
                        ? dated.condition(
                                "NamespaceFinalizersRemaining",
                                false,
                                "ContentHasNoFinalizers",
                                "All content-preserving finalizers finished")
                        : dated.condition(
                                "NamespaceFinalizersRemaining",
                                true,
                                "SomeFinalizersRemain",
                                "Some content in the namespace has finalizers remaining: " + keepers));
        if (status.items("conditions").equals(conditions)) {
            return Optional.empty();
        }
        var patch = new Tree.Mapping(
                Map.of("status", new Tree.Mapping(Map.of("conditions", new Tree.Sequence(conditions, 0)), 0)), 0);
        return Optional.of(new Write.Patch(
                Kinds.of(Namespace.class), ObjectKey.of(namespace), patch, true, Preconditions.sameObject(namespace)));
    }

    /** Conditions that keep the time since when they are as they are. */
    record Dated(Tree.Mapping before, String now) {
        Tree condition(String type, boolean holds, String reason, String message) {
            String status = holds ? "True" : "False";
            var fields = new LinkedHashMap<String, Tree>();
            fields.put("type", Tree.text(type));
            fields.put("status", Tree.text(status));
            fields.put("lastTransitionTime", Tree.text(since(type, status)));
            fields.put("reason", Tree.text(reason));
            fields.put("message", Tree.text(message));
            return new Tree.Mapping(fields, 0);
        }

        private String since(String type, String status) {
            List<Tree> known = before.items("conditions");
            return known.stream()
                    .map(each -> (Tree.Mapping) each)
                    .filter(each -> each.text("type", "").equals(type)
                            && each.text("status", "").equals(status))
                    .map(each -> each.text("lastTransitionTime", now))
                    .findFirst()
                    .orElse(now);
        }
    }
}
