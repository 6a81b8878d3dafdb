package dev.wainwright.api.rules;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Amounts;
import dev.wainwright.api.tree.Tree;
import java.util.HashSet;
import java.util.List;

/** Claims, volumes, storage classes, CSI nodes. */
public final class StorageRules {
    private static final Path SPEC = Path.of("spec");
    private static final List<String> ACCESS_MODES =
            List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");
    private static final String STORAGE = "storage";

    private StorageRules() {}

    public static List<Finding> claim(Tree.Mapping claim) {
        var problems = new Problems();
        claimSpec(claim.mapping("spec"), SPEC, problems);
        return problems.all();
    }

    static void claimSpec(Tree.Mapping spec, Path path, Problems problems) {
        if (spec.items("accessModes").isEmpty()) {
            problems.required(
                    path.field("accessModes"), Values.at(spec, "accessModes"), "at least 1 access mode is required");
        }
        SelectorRules.check(spec.mapping("selector"), path.field("selector"), problems);
        accessModes(spec, path, problems);
        Tree storage = spec.mapping("resources").mapping("requests").get(STORAGE);
        Path at = path.field("resources").key(STORAGE);
        if (storage == null) {
            problems.required(at, Values.at(spec, "resources")).hint("how much storage is claimed");
        } else {
            positive(storage, at, problems);
        }
        String storageClass = spec.text("storageClassName", "");
        if (!storageClass.isEmpty()) {
            problems.invalid(
                    path.field("storageClassName"),
                    Values.at(spec, "storageClassName"),
                    Grammar.dnsSubdomain(storageClass));
        }
        problems.oneOf(spec, "volumeMode", path, "Block", "Filesystem");
    }

    private static void positive(Tree storage, Path path, Problems problems) {
        Amounts.of(storage)
                .filter(amount -> amount.value().signum() <= 0)
                .ifPresent(amount -> problems.invalid(path, storage, Tree.text(amount.toString()), Problems.POSITIVE));
    }

    public static List<Finding> volume(Tree.Mapping volume) {
        var problems = new Problems();
        Tree.Mapping spec = volume.mapping("spec");
        if (spec.items("accessModes").isEmpty()) {
            problems.required(SPEC.field("accessModes"), spec);
        }
        accessModes(spec, SPEC, problems);
        capacity(spec, problems);
        if (VolumeRules.one(spec, SPEC, problems) == 0) {
            problems.required(SPEC, spec, "must specify a volume type");
        }
        if (spec.mapping("nodeAffinity").get("required") instanceof Tree.Mapping required) {
            AffinityRules.nodeSelector(required, SPEC.field("nodeAffinity").field("required"), problems);
        }
        problems.oneOf(spec, "persistentVolumeReclaimPolicy", SPEC, "Delete", "Recycle", "Retain");
        problems.oneOf(spec, "volumeMode", SPEC, "Block", "Filesystem");
        return problems.all();
    }

    private static void capacity(Tree.Mapping spec, Problems problems) {
        Path path = SPEC.field("capacity");
        Tree.Mapping capacity = spec.mapping("capacity");
        if (capacity.isEmpty()) {
            problems.required(path, spec);
        }
        if (capacity.get(STORAGE) == null || capacity.fields().size() > 1) {
            problems.unsupported(path, spec, capacity.isEmpty() ? new Tree.Null(0) : Values.sorted(capacity), STORAGE);
        }
        Tree storage = capacity.get(STORAGE);
        if (storage != null) {
            positive(storage, path.key(STORAGE), problems);
        }
    }

    private static void accessModes(Tree.Mapping spec, Path path, Problems problems) {
        List<Tree> modes = spec.items("accessModes");
        for (Tree mode : modes) {
            if (!ACCESS_MODES.contains(Values.text(mode))) {
                problems.unsupported(path.field("accessModes"), mode, ACCESS_MODES.toArray(String[]::new));
            }
        }
        if (modes.size() > 1 && modes.contains(Tree.text("ReadWriteOncePod"))) {
            problems.forbidden(
                    path.field("accessModes"),
                    Values.at(spec, "accessModes"),
                    "may not use ReadWriteOncePod with other access modes");
        }
    }

    public static List<Finding> storageClass(Tree.Mapping storageClass) {
        var problems = new Problems();
        if (storageClass.text("provisioner", "").isEmpty()) {
            problems.required(Path.of("provisioner"), storageClass);
        }
        storageClass.mapping("parameters").fields().forEach((name, value) -> {
            if (name.isEmpty()) {
                problems.invalid(Path.of("parameters"), value, Tree.text(name), "field can not be empty.");
            }
        });
        problems.oneOf(storageClass, "reclaimPolicy", Path.ROOT, "Delete", "Retain");
        problems.oneOf(storageClass, "volumeBindingMode", Path.ROOT, "Immediate", "WaitForFirstConsumer");
        Values.eachItem(
                storageClass,
                "allowedTopologies",
                Path.ROOT,
                (term, path) -> Values.eachItem(term, "matchLabelExpressions", path, (expression, at) -> {
                    if (expression.items("values").isEmpty()) {
                        problems.required(at.field("values"), expression);
                    }
                    String key = expression.text("key", "");
                    problems.invalid(at.field("key"), expression, key, Grammar.labelKey(key));
                }));
        return problems.all();
    }

    public static List<Finding> csiNode(Tree.Mapping csiNode) {
        var problems = new Problems();
        var names = new HashSet<String>();
        Values.eachItem(csiNode.mapping("spec"), "drivers", SPEC, (driver, at) -> {
            String name = driver.text("name", "");
            if (name.isEmpty()) {
                problems.required(at.field("name"), driver);
            }
            if (driver.text("nodeID", "").isEmpty()) {
                problems.required(at.field("nodeID"), driver);
            }
            if (!names.add(name)) {
                problems.duplicate(at.field("name"), driver, name);
            }
        });
        return problems.all();
    }
}
