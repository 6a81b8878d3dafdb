package dev.wainwright.api.rules;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Claims, volumes, storage classes, CSI nodes. */
public final class StorageRules {
    private static final Path SPEC = Path.of("spec");
    private static final Set<String> ACCESS_MODES =
            Set.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod");

    private StorageRules() {}

    public static List<Finding> claim(Tree.Mapping claim) {
        var problems = new Problems();
        claimSpec(claim.mapping("spec"), SPEC, problems);
        return problems.all();
    }

    static void claimSpec(Tree.Mapping spec, Path path, Problems problems) {
        accessModes(spec, path, problems);
        Tree storage = spec.mapping("resources").mapping("requests").get("storage");
        Path at = path.field("resources").field("requests").field("storage");
        if (storage == null) {
            problems.add(at, spec, "required: how much storage is claimed");
        } else {
            Values.quantity(storage)
                    .filter(amount -> amount.value().signum() <= 0)
                    .ifPresent(amount -> problems.add(at, storage, "must be greater than zero, got " + amount));
        }
        String storageClass = spec.text("storageClassName", "");
        if (!storageClass.isEmpty()) {
            problems.add(path.field("storageClassName"), spec, Grammar.dnsSubdomain(storageClass));
        }
    }

    public static List<Finding> volume(Tree.Mapping volume) {
        var problems = new Problems();
        Tree.Mapping spec = volume.mapping("spec");
        accessModes(spec, SPEC, problems);
        if (spec.mapping("capacity").get("storage") == null) {
            problems.add(SPEC.field("capacity").field("storage"), spec, "required: how much storage the volume has");
        }
        if (spec.mapping("nodeAffinity").get("required") instanceof Tree.Mapping required) {
            AffinityRules.nodeSelector(required, SPEC.field("nodeAffinity").field("required"), problems);
        }
        return problems.all();
    }

    private static void accessModes(Tree.Mapping spec, Path path, Problems problems) {
        List<Tree> modes = spec.items("accessModes");
        if (modes.isEmpty()) {
            problems.add(path.field("accessModes"), spec, "required: at least one access mode");
        }
        for (Tree mode : modes) {
            if (!ACCESS_MODES.contains(Values.text(mode))) {
                problems.add(
                        path.field("accessModes"),
                        mode,
                        "must be one of ReadWriteOnce, ReadOnlyMany, ReadWriteMany, ReadWriteOncePod, got "
                                + Tree.describe(mode));
            }
        }
    }

    public static List<Finding> storageClass(Tree.Mapping storageClass) {
        var problems = new Problems();
        if (storageClass.text("provisioner", "").isEmpty()) {
            problems.add(Path.of("provisioner"), storageClass, "required");
        }
        int position = 0;
        for (Tree term : storageClass.items("allowedTopologies")) {
            Path path = Path.of("allowedTopologies").item(position++);
            Values.eachItem(Values.mapping(term), "matchLabelExpressions", path, (expression, at) -> {
                problems.add(at.field("key"), expression, Grammar.qualifiedName(expression.text("key", "")));
                if (expression.items("values").isEmpty()) {
                    problems.add(at.field("values"), expression, "required: at least one value");
                }
            });
        }
        return problems.all();
    }

    public static List<Finding> csiNode(Tree.Mapping csiNode) {
        var problems = new Problems();
        var names = new HashSet<String>();
        Values.eachItem(csiNode.mapping("spec"), "drivers", SPEC, (driver, at) -> {
            if (!names.add(driver.text("name", ""))) {
                problems.add(at.field("name"), driver, "duplicates an earlier driver: " + driver.text("name", ""));
            }
        });
        return problems.all();
    }
}
