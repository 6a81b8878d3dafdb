package dev.wainwright.cluster.gc;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Namespace;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.Write;
import java.time.Instant;
import java.util.ArrayList;
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
        var said = new Conditions(status, now);
        conditions.add(said.condition(
                "NamespaceDeletionDiscoveryFailure",
                false,
                "ResourcesDiscovered",
                "All resources successfully discovered"));
        conditions.add(said.condition(
                "NamespaceDeletionGroupVersionParsingFailure",
                false,
                "ParsedGroupVersions",
                "All legacy kube types successfully parsed"));
        conditions.add(said.condition(
                "NamespaceDeletionContentFailure",
                false,
                "ContentDeleted",
                "All content successfully deleted, may be waiting on finalization"));
        conditions.add(said.condition(
                "NamespaceContentRemaining", true, "SomeResourcesRemain", "Some resources are remaining: " + content));
        conditions.add(
                keepers.isEmpty()
                        ? said.condition(
                                "NamespaceFinalizersRemaining",
                                false,
                                "ContentHasNoFinalizers",
                                "All content-preserving finalizers finished")
                        : said.condition(
                                "NamespaceFinalizersRemaining",
                                true,
                                "SomeFinalizersRemain",
                                "Some content in the namespace has finalizers remaining: " + keepers));
        if (status.items("conditions").equals(conditions)) {
            return Optional.empty();
        }
        return Optional.of(Conditions.write(Kinds.of(Namespace.class), namespace, conditions));
    }
}
