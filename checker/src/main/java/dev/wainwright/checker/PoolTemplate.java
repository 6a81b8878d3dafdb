package dev.wainwright.checker;

import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.karpenter.NodeRequirement;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a pool says of the labels that its nodes will have, and what that leaves of a type's offerings. */
record PoolTemplate(NodePool pool, Requirements labels) {
    static PoolTemplate of(NodePool pool) {
        var given = new HashMap<String, String>();
        NodePool.TemplateMeta meta = pool.spec().template().metadata();
        if (meta != null) {
            given.putAll(meta.labels());
        }
        NodePool.TemplateSpec spec = pool.spec().template().spec();
        var nodeClass = spec.nodeClassRef();
        given.put(nodeClass.group() + "/" + nodeClass.kind().toLowerCase(Locale.ROOT), nodeClass.name());
        given.put(Labels.NODE_POOL, pool.name());
        given.put(Labels.REGISTERED, "true");
        given.put(Labels.INITIALIZED, "true");
        Requirements demanded = Requirements.of(
                spec.requirements().stream().map(NodeRequirement::toRequirement).toList());
        return new PoolTemplate(pool, Requirements.ofLabels(given).and(normalized(demanded)));
    }

    /** Whether the pool launches machines on demand: not of fixed size, not going away, not said to be unready. */
    boolean isDynamic() {
        return pool.spec().replicas() == null
                && pool.metadata().deletionTimestamp() == null
                && pool.status().conditions().stream()
                        .noneMatch(condition -> condition.type().equals("Ready") && !condition.isTrue());
    }

    /** The labels of a machine of this type, as far as pool and type decide them; empty when the pool forbids it. */
    Optional<Requirements> labels(InstanceType type) {
        return labels.intersects(type.requirements()) ? Optional.of(labels.and(type.requirements())) : Optional.empty();
    }

    /** The labels of a machine of this type bought this way; empty when the pool forbids it. */
    Optional<Requirements> labels(InstanceType type, Offering offering) {
        return labels(type)
                .filter(known -> known.intersects(offering.requirements()))
                .map(known -> known.and(offering.requirements()));
    }

    /** Every way to buy the type that is open now and allowed by the pool, as the labels the machine would have. */
    List<Requirements> purchases(InstanceType type) {
        return type.offerings().stream()
                .filter(Offering::available)
                .map(offering -> labels(type, offering))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Requirements normalized(Requirements requirements) {
        return Requirements.of(requirements.byKey().values().stream()
                .map(requirement -> new Requirement(
                        Labels.normalized(requirement.key()),
                        requirement.complement(),
                        requirement.values(),
                        requirement.atLeast(),
                        requirement.atMost(),
                        requirement.minValues()))
                .toList());
    }

    /** The labels that are decided, by key. */
    static Map<String, String> decided(Requirements labels) {
        var decided = new HashMap<String, String>();
        labels.byKey().forEach((key, requirement) -> {
            if (!requirement.complement() && requirement.values().size() == 1) {
                decided.put(key, requirement.values().first());
            }
        });
        return decided;
    }
}
