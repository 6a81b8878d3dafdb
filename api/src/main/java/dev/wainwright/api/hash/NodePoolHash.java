package dev.wainwright.api.hash;

import static dev.wainwright.api.hash.StructureHash.Struct;

import dev.wainwright.api.time.GoDuration;
import dev.wainwright.api.tree.Tree;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a NodePool, version v3 (karpenter-core §4.15): of the template alone, and of that not the requirements,
 * since those are compared with the node's labels instead.
 */
final class NodePoolHash {
    private static final long UNIX_EPOCH_IN_GO = 62_135_596_800L;

    private NodePoolHash() {}

    static long of(Tree.Mapping object) {
        Fields template = child(child(new Fields(object, ""), "spec"), "template");
        return new Struct("NodeClaimTemplate")
                .field("ObjectMeta", metadata(template.struct("metadata")))
                .field("Spec", spec(template.struct("spec")))
                .hash();
    }

    private static @Nullable Long metadata(@Nullable Fields metadata) {
        if (metadata == null || !(metadata.has("labels") || metadata.has("annotations"))) {
            return null;
        }
        return new Struct("ObjectMeta")
                .field("Labels", metadata.texts("labels"))
                .field("Annotations", metadata.texts("annotations"))
                .hash();
    }

    private static @Nullable Long spec(@Nullable Fields spec) {
        if (spec == null) {
            return null;
        }
        Long expireAfter = nillableDuration(spec);
        // The requirements are not hashed, but they do make the spec one that is set.
        boolean set = expireAfter != null
                || spec.has("requirements")
                || spec.has("taints")
                || spec.has("startupTaints")
                || spec.has("nodeClassRef")
                || spec.has("terminationGracePeriod");
        if (!set) {
            return null;
        }
        return new Struct("NodeClaimTemplateSpec")
                .field("Taints", spec.list("taints", NodePoolHash::taint))
                .field("StartupTaints", spec.list("startupTaints", NodePoolHash::taint))
                .field("NodeClassRef", reference(spec.struct("nodeClassRef")))
                .field("TerminationGracePeriod", duration(spec))
                .field("ExpireAfter", expireAfter)
                .hash();
    }

    private static long taint(Fields taint) {
        return new Struct("Taint")
                .field("Key", taint.nonEmptyText("key"))
                .field("Value", taint.nonEmptyText("value"))
                .field("Effect", taint.nonEmptyText("effect"))
                .field("TimeAdded", time(taint))
                .hash();
    }

    private static @Nullable Long reference(@Nullable Fields reference) {
        if (reference == null) {
            return null;
        }
        return new Struct("NodeClassReference")
                .field("Kind", reference.nonEmptyText("kind"))
                .field("Name", reference.nonEmptyText("name"))
                .field("Group", reference.nonEmptyText("group"))
                .hash();
    }

    private static @Nullable Long duration(Fields spec) {
        Long nanos = nanos(spec, "terminationGracePeriod");
        if (nanos == null) {
            return null;
        }
        return new Struct("Duration")
                .field("Duration", nanos == 0 ? null : (Long) StructureHash.int64(nanos))
                .hash();
    }

    /** {@code Never} hashes like an absent field; {@code 0s} does not. */
    private static @Nullable Long nillableDuration(Fields spec) {
        if (GoDuration.NEVER.equals(spec.string("expireAfter"))) {
            return null;
        }
        Long nanos = nanos(spec, "expireAfter");
        if (nanos == null) {
            return null;
        }
        return new Struct("NillableDuration")
                .field("Duration", StructureHash.int64(nanos))
                .hash();
    }

    private static @Nullable Long nanos(Fields fields, String name) {
        String text = fields.string(name);
        if (text == null) {
            return null;
        }
        try {
            return GoDuration.nanos(text);
        } catch (IllegalArgumentException e) {
            throw fields.unhashable(name, String.valueOf(e.getMessage()));
        }
    }

    /** Go's binary form of a time: version 1, seconds since year 1, nanoseconds, an offset of no minutes. */
    private static @Nullable Long time(Fields taint) {
        String text = taint.string("timeAdded");
        if (text == null) {
            return null;
        }
        try {
            long seconds = Instant.parse(text).getEpochSecond() + UNIX_EPOCH_IN_GO;
            byte[] binary =
                    ByteBuffer.allocate(15).put((byte) 1).putLong(seconds).array();
            return new Struct("Time").field("Time", StructureHash.bytes(binary)).hash();
        } catch (DateTimeParseException e) {
            throw taint.unhashable("timeAdded", "must be a time such as 2026-01-02T03:04:05Z, got \"" + text + "\"");
        }
    }

    private static Fields child(Fields parent, String name) {
        Fields child = parent.struct(name);
        return child == null ? new Fields(new Tree.Mapping(Map.of(), 0), parent.at(name)) : child;
    }
}
