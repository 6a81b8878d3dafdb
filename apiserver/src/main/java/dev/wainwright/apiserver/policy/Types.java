package dev.wainwright.apiserver.policy;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of {@code request}, {@code namespaceObject} and {@code variables}. */
final class Types implements CelTypeProvider {
    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType TEXTS = ListType.create(TEXT);
    private static final CelType TEXT_MAP = MapType.create(TEXT, TEXT);

    private static final StructType KIND =
            struct("kubernetes.GroupVersionKind", Map.of("group", TEXT, "version", TEXT, "kind", TEXT));
    private static final StructType RESOURCE =
            struct("kubernetes.GroupVersionResource", Map.of("group", TEXT, "version", TEXT, "resource", TEXT));
    private static final StructType USER = struct(
            "kubernetes.UserInfo",
            Map.of("username", TEXT, "uid", TEXT, "groups", TEXTS, "extra", MapType.create(TEXT, TEXTS)));
    static final StructType REQUEST = struct(
            "kubernetes.AdmissionRequest",
            Map.ofEntries(
                    Map.entry("kind", KIND),
                    Map.entry("resource", RESOURCE),
                    Map.entry("subResource", TEXT),
                    Map.entry("requestKind", KIND),
                    Map.entry("requestResource", RESOURCE),
                    Map.entry("requestSubResource", TEXT),
                    Map.entry("name", TEXT),
                    Map.entry("namespace", TEXT),
                    Map.entry("operation", TEXT),
                    Map.entry("userInfo", USER),
                    Map.entry("dryRun", SimpleType.BOOL),
                    Map.entry("options", SimpleType.DYN)));
    private static final StructType SPEC = struct("kubernetes.NamespaceSpec", Map.of("finalizers", TEXTS));
    private static final StructType CONDITION = struct(
            "kubernetes.NamespaceCondition",
            Map.of(
                    "status",
                    TEXT,
                    "type",
                    TEXT,
                    "lastTransitionTime",
                    SimpleType.TIMESTAMP,
                    "message",
                    TEXT,
                    "reason",
                    TEXT));
    private static final StructType STATUS =
            struct("kubernetes.NamespaceStatus", Map.of("conditions", ListType.create(CONDITION), "phase", TEXT));
    private static final StructType METADATA = struct(
            "kubernetes.NamespaceMetadata",
            Map.ofEntries(
                    Map.entry("name", TEXT),
                    Map.entry("generateName", TEXT),
                    Map.entry("namespace", TEXT),
                    Map.entry("labels", TEXT_MAP),
                    Map.entry("annotations", TEXT_MAP),
                    Map.entry("UID", TEXT),
                    Map.entry("creationTimestamp", SimpleType.TIMESTAMP),
                    Map.entry("deletionGracePeriodSeconds", SimpleType.INT),
                    Map.entry("deletionTimestamp", SimpleType.TIMESTAMP),
                    Map.entry("generation", SimpleType.INT),
                    Map.entry("resourceVersion", TEXT),
                    Map.entry("finalizers", TEXTS)));
    static final StructType NAMESPACE =
            struct("kubernetes.Namespace", Map.of("metadata", METADATA, "spec", SPEC, "status", STATUS));

    private final ImmutableMap<String, CelType> structs;

    /** Those and others. */
    Types(List<CelType> others) {
        var all = new ArrayList<CelType>(
                List.of(KIND, RESOURCE, USER, REQUEST, SPEC, CONDITION, STATUS, METADATA, NAMESPACE));
        all.addAll(others);
        var byName = ImmutableMap.<String, CelType>builder();
        all.forEach(struct -> byName.put(struct.name(), struct));
        structs = byName.buildKeepingLast();
    }

    static StructType struct(String name, Map<String, CelType> fields) {
        ImmutableMap<String, CelType> known = ImmutableMap.copyOf(fields);
        return StructType.create(name, known.keySet(), field -> Optional.ofNullable(known.get(field)));
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.copyOf(structs.values());
    }

    @Override
    public Optional<CelType> findType(String name) {
        return Optional.ofNullable(structs.get(name));
    }
}
