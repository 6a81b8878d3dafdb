package dev.wainwright.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.autoscaling.CapacityBuffer;
import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodeOverlay;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.At;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordsMatchSchemasTest {
    /** Fields that no decision reads yet; they stay in an object's rest and go out as they came in. */
    private static final Map<String, Set<String>> NOT_IN_RECORDS = Map.of(
            "NodePool",
            Set.of("spec.template.spec.taints[].timeAdded", "spec.template.spec.startupTaints[].timeAdded"),
            "NodeClaim",
            Set.of("spec.taints[].timeAdded", "spec.startupTaints[].timeAdded"),
            "EC2NodeClass",
            Set.of(
                    "spec.associatePublicIPAddress",
                    "spec.ipPrefixCount",
                    "spec.detailedMonitoring",
                    "spec.metadataOptions",
                    "spec.context",
                    "spec.blockDeviceMappings[].ebs.iops",
                    "spec.blockDeviceMappings[].ebs.throughput",
                    "spec.blockDeviceMappings[].ebs.encrypted",
                    "spec.blockDeviceMappings[].ebs.kmsKeyID",
                    "spec.blockDeviceMappings[].ebs.deleteOnTermination",
                    "spec.blockDeviceMappings[].ebs.snapshotID",
                    "spec.blockDeviceMappings[].ebs.volumeInitializationRate"),
            "CapacityBuffer",
            Set.of("status.podTemplateRef", "status.podTemplateGeneration", "status.provisioningStrategy"));

    @ParameterizedTest
    @MethodSource("kinds")
    void whatARecordHoldsIsInTheSchemaAndTheRestIsKnown(Class<? extends KubeObject> record) {
        Kind kind = Kinds.of(record);
        var comparison = new Comparison();
        comparison.record(record, kind.schema().get(), "");

        // Overlays share the record of a requirement with pools, but may not ask for a number of values.
        comparison.notInSchema.remove(record == NodeOverlay.class ? "spec.requirements[].minValues" : "");
        // All share the record of a condition with nodes, whose kubelets alone have a heartbeat.
        comparison.notInSchema.remove("status.conditions[].lastHeartbeatTime");
        assertThat(comparison.notInSchema).isEmpty();
        assertThat(comparison.notInRecord).isEqualTo(NOT_IN_RECORDS.getOrDefault(kind.kind(), Set.of()));
    }

    static Stream<Class<? extends KubeObject>> kinds() {
        return Stream.of(NodePool.class, NodeClaim.class, NodeOverlay.class, Ec2NodeClass.class, CapacityBuffer.class);
    }

    private static final class Comparison {
        final List<String> notInSchema = new ArrayList<>();
        final Set<String> notInRecord = new TreeSet<>();

        void record(Class<?> record, Schema schema, String place) {
            var held = new TreeSet<String>();
            for (RecordComponent component : record.getRecordComponents()) {
                if (!component.getName().equals("rest") && component.getType() != ObjectMeta.class) {
                    held.add(component(component, schema, place));
                }
            }
            for (String property : schema.properties().keySet()) {
                boolean ofEveryKind = place.isEmpty()
                        && Set.of("apiVersion", "kind", "metadata").contains(property);
                if (!ofEveryKind && !held.contains(property)) {
                    notInRecord.add(join(place, property));
                }
            }
        }

        /** The property that the component starts at. */
        private String component(RecordComponent component, Schema schema, String place) {
            At at = component.getAnnotation(At.class);
            List<String> path = List.of((at == null ? component.getName() : at.value()).split("\\."));
            Schema found = schema;
            for (String step : path) {
                found = found == null ? null : found.properties().get(step);
            }
            String name = join(place, String.join(".", path));
            if (found == null) {
                notInSchema.add(name);
            } else {
                type(component.getGenericType(), found, name);
            }
            return path.getFirst();
        }

        private void type(Type type, Schema schema, String place) {
            if (type instanceof Class<?> plain
                    && plain.isRecord()
                    && schema.type().equals("object")
                    && !Tree.class.isAssignableFrom(plain)) {
                record(plain, schema, place);
            } else if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
                Schema items = Objects.requireNonNull(schema.items(), place);
                type(generic.getActualTypeArguments()[0], items, place + "[]");
            } else if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
                assertThat(schema.additionalProperties()).as(place).isNotNull();
            }
        }

        private static String join(String place, String name) {
            return place.isEmpty() ? name : place + "." + name;
        }
    }
}
