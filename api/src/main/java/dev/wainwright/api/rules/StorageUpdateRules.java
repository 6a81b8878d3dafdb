package dev.wainwright.api.rules;

import dev.wainwright.api.tree.Amounts;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What may not change of claims, volumes and the objects about them. */
final class StorageUpdateRules {
    private static final Path SPEC = Path.of("spec");

    private StorageUpdateRules() {}

    static void claim(Tree.Mapping before, Tree.Mapping after, Problems problems) {
        Tree.Mapping known = before.mapping("spec");
        Tree.Mapping wanted = after.mapping("spec");
        boolean bound = before.mapping("status").text("phase", "").equals("Bound");
        if (bound) {
            Optional<Quantity> had = storage(known);
            Optional<Quantity> asks = storage(wanted);
            if (had.isPresent() && asks.isPresent() && asks.get().compareTo(had.get()) < 0) {
                problems.forbidden(
                        SPEC.field("resources").field("requests").field("storage"),
                        Values.at(wanted, "resources"),
                        "field can not be less than previous value");
            }
            known = known.without("resources").without("volumeAttributesClassName");
            wanted = wanted.without("resources").without("volumeAttributesClassName");
        }
        // The binder may name the volume, once.
        if (known.text("volumeName", "").isEmpty()) {
            wanted = wanted.without("volumeName");
            known = known.without("volumeName");
        }
        if (!known.equals(wanted)) {
            problems.forbidden(
                    SPEC,
                    wanted,
                    "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound"
                            + " claims");
        }
    }

    private static Optional<Quantity> storage(Tree.Mapping spec) {
        return Amounts.of(spec.mapping("resources").mapping("requests").get("storage"));
    }

    static void volume(Tree.Mapping before, Tree.Mapping after, Problems problems) {
        if (!source(before).equals(source(after))) {
            problems.forbidden(
                    SPEC.field("persistentvolumesource"),
                    after.mapping("spec"),
                    "spec.persistentvolumesource is immutable after creation");
        }
        if (!Values.same(before.mapping("spec"), after.mapping("spec"), "volumeMode")) {
            problems.invalid(Path.of("volumeMode"), Values.at(after.mapping("spec"), "volumeMode"), Problems.IMMUTABLE);
        }
    }

    /** What is left of a volume's spec without what every volume has. */
    private static Map<String, Tree> source(Tree.Mapping volume) {
        var source = new TreeMap<>(volume.mapping("spec").fields());
        for (String common : List.of(
                "capacity",
                "accessModes",
                "claimRef",
                "persistentVolumeReclaimPolicy",
                "storageClassName",
                "mountOptions",
                "volumeMode",
                "nodeAffinity",
                "volumeAttributesClassName")) {
            source.remove(common);
        }
        return source;
    }

    static void storageClass(Tree.Mapping before, Tree.Mapping after, Problems problems) {
        UpdateRules.top(before, after, problems, "parameters", "provisioner", "reclaimPolicy", "volumeBindingMode");
    }

    static void csiNode(Tree.Mapping before, Tree.Mapping after, Problems problems) {
        for (Tree each : after.mapping("spec").items("drivers")) {
            Tree.Mapping driver = Values.mapping(each);
            for (Tree other : before.mapping("spec").items("drivers")) {
                Tree.Mapping known = Values.mapping(other);
                if (Values.same(known, driver, "name") && !known.equals(driver)) {
                    Tree shown = Values.shown(
                            driver,
                            "name",
                            "Name",
                            "nodeID",
                            "NodeID",
                            "topologyKeys",
                            "TopologyKeys",
                            "allocatable",
                            "Allocatable");
                    problems.invalid(SPEC.field("drivers"), driver, shown, Problems.IMMUTABLE);
                }
            }
        }
    }

    static void csiDriver(Tree.Mapping before, Tree.Mapping after, Problems problems) {
        Tree.Mapping known = before.mapping("spec");
        Tree.Mapping wanted = after.mapping("spec");
        if (!Values.same(known, wanted, "attachRequired")) {
            // The server has another name for it here.
            problems.invalid(SPEC.field("attachedRequired"), Values.at(wanted, "attachRequired"), Problems.IMMUTABLE);
        }
        UpdateRules.spec(before, after, problems, "volumeLifecycleModes");
    }

    static void attachment(Tree.Mapping before, Tree.Mapping after, Problems problems) {
        if (Values.same(before, after, "spec")) {
            return;
        }
        Tree.Mapping spec = after.mapping("spec");
        Tree source = Values.shown(
                spec.mapping("source"),
                "persistentVolumeName",
                "PersistentVolumeName",
                "inlineVolumeSpec",
                "InlineVolumeSpec");
        Tree shown = Values.shown(
                spec.with("source", source), "attacher", "Attacher", "source", "Source", "nodeName", "NodeName");
        problems.invalid(SPEC, spec, shown, Problems.IMMUTABLE);
    }
}
