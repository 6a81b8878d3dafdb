package dev.wainwright.cloud.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cloud.ec2.Instance;
import dev.wainwright.cloud.ec2.LaunchTemplate;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.model.taint.Taint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Machines on their way through a restart. */
class MachineDocumentsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static KeptMachine machine(Optional<Instant> runningSince, boolean noticed) {
        var nodeClass =
                (Ec2NodeClass) Codec.read(Kinds.of(Ec2NodeClass.class), (Tree.Mapping) Json.parse("""
                {"apiVersion":"karpenter.k8s.aws/v1","kind":"EC2NodeClass","metadata":{"name":"default"},
                 "spec":{"role":"node","amiSelectorTerms":[{"alias":"al2023@latest"}],
                         "kubelet":{"maxPods":42},"tags":{"team":"a"},
                         "blockDeviceMappings":[{"deviceName":"/dev/xvda","ebs":{"volumeSize":"20Gi"}}]}}"""), new Interner());
        var template = new LaunchTemplate(
                "wainwright",
                "ami-1",
                "profile",
                List.of("sg-1", "sg-2"),
                nodeClass.spec(),
                new TreeMap<>(Map.of("karpenter.sh/nodepool", "default", "a", "")),
                List.of(new Taint("gpu", "", Effect.NO_EXECUTE), new Taint("team", "a", Effect.NO_SCHEDULE)),
                "cr-1");
        var facts = new Machine("i-1", "m7g.large", "us-east-1a", "spot", "ip-10-0-0-1", NOON, template);
        return new KeptMachine(
                7,
                facts,
                "subnet-1",
                NOON.plusMillis(1500),
                new TreeMap<>(Map.of("Name", "one")),
                Instance.State.RUNNING,
                runningSince,
                noticed);
    }

    @Test
    void whatIsWrittenIsReadAgainToTheLastField() {
        for (KeptMachine machine :
                List.of(machine(Optional.of(NOON.plusNanos(3)), true), machine(Optional.empty(), false))) {
            String kept = Json.print(MachineDocuments.write(machine));

            assertThat(MachineDocuments.read((Tree.Mapping) Json.parse(kept))).isEqualTo(machine);
        }
    }

    @Test
    void whatIsNoMachineIsNotTakenForOne() {
        Tree.Mapping document = MachineDocuments.write(machine(Optional.empty(), false));

        assertThatThrownBy(() -> MachineDocuments.read(document.with("state", Tree.text("ASLEEP"))))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> MachineDocuments.read(document.without("launchedAt")))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> MachineDocuments.read(Tree.Mapping.EMPTY)).isInstanceOf(RuntimeException.class);
    }
}
