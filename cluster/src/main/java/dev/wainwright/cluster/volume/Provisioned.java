package dev.wainwright.cluster.volume;

import dev.wainwright.api.core.Affinity.NodeSelector;
import dev.wainwright.api.core.Affinity.NodeSelectorRequirement;
import dev.wainwright.api.core.Affinity.NodeSelectorTerm;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.PersistentVolume;
import dev.wainwright.api.core.PersistentVolume.CsiSource;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.storage.StorageClass;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Operator;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Volumes as a CSI driver makes them: in one zone, named after their claim. */
final class Provisioned {
    private static final int VOLUME_ID_DIGITS = 17;

    private Provisioned() {}

    /** {@code node} is where the first consumer will be; absent when nobody waited for one. */
    static PersistentVolume volume(
            PersistentVolumeClaim claim, StorageClass storage, @Nullable Node node, Collection<Node> nodes) {
        String uid = claim.metadata().uid();
        NodeSelector place = zone(claim, storage, node, nodes)
                .map(zone -> new NodeSelector(List.of(new NodeSelectorTerm(
                        List.of(new NodeSelectorRequirement(Labels.ZONE, Operator.IN, List.of(zone))), List.of()))))
                .orElse(null);
        String digits = uid.replace("-", "");
        String handle = "vol-0" + digits.substring(0, Math.min(VOLUME_ID_DIGITS - 1, digits.length()));
        var spec = new PersistentVolume.Spec(
                place, storage.name(), new CsiSource(storage.provisioner(), handle), null, null, null);
        return new PersistentVolume(
                ObjectMeta.named("", "pvc-" + uid)
                        .withAnnotations(Map.of("pv.kubernetes.io/provisioned-by", storage.provisioner())),
                spec,
                VolumeTrees.mapping("spec", rest(claim, storage)));
    }

    private static Tree.Mapping rest(PersistentVolumeClaim claim, StorageClass storage) {
        String size = VolumeTrees.amount(
                claim.rest().mapping("spec").mapping("resources").mapping("requests"));
        return new Fields()
                .put("capacity", VolumeTrees.mapping("storage", Tree.text(size)))
                .putTexts("accessModes", claim.spec().accessModes())
                .put("claimRef", reference(claim))
                .put("persistentVolumeReclaimPolicy", storage.rest().text("reclaimPolicy", "Delete"))
                .build();
    }

    static Tree.Mapping reference(PersistentVolumeClaim claim) {
        return new Fields()
                .put("apiVersion", "v1")
                .put("kind", "PersistentVolumeClaim")
                .put("namespace", claim.metadata().namespace())
                .put("name", claim.name())
                .put("uid", claim.metadata().uid())
                .build();
    }

    /** The node's; or the first that the class allows; or one of those that have nodes, by the claim's name. */
    private static Optional<String> zone(
            PersistentVolumeClaim claim, StorageClass storage, @Nullable Node node, Collection<Node> nodes) {
        if (node != null) {
            return zone(node);
        }
        Optional<String> allowed = storage.allowedTopologies().stream()
                .flatMap(term -> term.matchLabelExpressions().stream())
                .filter(expression -> Labels.normalized(expression.key()).equals(Labels.ZONE))
                .flatMap(expression -> expression.values().stream())
                .findFirst();
        List<String> zones = nodes.stream()
                .flatMap(each -> zone(each).stream())
                .distinct()
                .sorted()
                .toList();
        return allowed.isPresent() || zones.isEmpty()
                ? allowed
                : Optional.of(zones.get(Math.floorMod(Objects.hash(claim.qualifiedName()), zones.size())));
    }

    private static Optional<String> zone(Node node) {
        return Optional.ofNullable(Labels.normalized(node.metadata().labels()).get(Labels.ZONE));
    }
}
