package dev.wainwright.api;

import dev.wainwright.api.autoscaling.AutoscalingKinds;
import dev.wainwright.api.aws.AwsKinds;
import dev.wainwright.api.karpenter.KarpenterKinds;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.schema.BuiltInKinds;
import dev.wainwright.api.wainwright.WainwrightKinds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All kinds that have a record. */
public final class Kinds {
    private static final List<Kind> ALL = Stream.of(
                    BuiltInKinds.all(),
                    KarpenterKinds.all(),
                    AwsKinds.all(),
                    AutoscalingKinds.all(),
                    WainwrightKinds.all())
            .flatMap(List::stream)
            .toList();
    private static final Map<String, Kind> BY_NAME = byName();
    private static final Map<Class<?>, Kind> BY_TYPE = byType();

    private Kinds() {}

    /** In a fixed order: Kubernetes' own first. Of several versions of a kind the preferred one stands first. */
    public static List<Kind> all() {
        return ALL;
    }

    /** The kind that a document names, if it has a record here. */
    public static Optional<Kind> find(String apiVersion, String kind) {
        return Optional.ofNullable(BY_NAME.get(apiVersion + ' ' + kind));
    }

    /** The preferred version of the kind that {@code type} is the record of. */
    public static Kind of(Class<? extends KubeObject> type) {
        Kind kind = BY_TYPE.get(type);
        if (kind == null) {
            throw new IllegalArgumentException(type.getName() + " is the record of no kind");
        }
        return kind;
    }

    private static Map<String, Kind> byName() {
        var kinds = new HashMap<String, Kind>();
        ALL.forEach(kind -> kinds.put(kind.apiVersion() + ' ' + kind.kind(), kind));
        return kinds;
    }

    private static Map<Class<?>, Kind> byType() {
        var kinds = new HashMap<Class<?>, Kind>();
        ALL.forEach(kind -> kinds.putIfAbsent(kind.type(), kind));
        return kinds;
    }
}
