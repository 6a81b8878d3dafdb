package dev.wainwright.cloud.simulated;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cloud.ec2.Instance;
import dev.wainwright.cloud.ec2.LaunchTemplate;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.model.taint.Taint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Kept machines as documents and back; whoever changes this keeps reading what older versions wrote. */
public final class MachineDocuments {
    private MachineDocuments() {}

    /** A document of its own fields, which {@link #read} understands. */
    public static Tree.Mapping write(KeptMachine machine) {
        Machine facts = machine.facts();
        var fields = new Fields()
                .put("number", machine.number())
                .put("id", facts.id())
                .put("instanceType", facts.instanceType())
                .put("zone", facts.zone())
                .put("capacityType", facts.capacityType())
                .put("nodeName", facts.nodeName())
                .put("launchedAt", facts.launchedAt().toString())
                .put("subnetId", machine.subnetId())
                .put("visibleFrom", machine.visibleFrom().toString())
                .put("tags", Fields.texts(machine.tags()))
                .put("state", machine.state().name());
        machine.runningSince().ifPresent(since -> fields.put("runningSince", since.toString()));
        return fields.put("noticed", machine.noticed())
                .put("template", template(facts.template()))
                .build();
    }

    private static Tree template(LaunchTemplate template) {
        var setup = new Ec2NodeClass(
                ObjectMeta.named("", "template"), template.setup(), Ec2NodeClass.Status.NONE, Tree.Mapping.EMPTY);
        return new Fields()
                .put("clusterName", template.clusterName())
                .put("imageId", template.imageId())
                .put("instanceProfile", template.instanceProfile())
                .putTexts("securityGroupIds", template.securityGroupIds())
                .put("nodeClass", Codec.write(setup))
                .put("labels", Fields.texts(template.labels()))
                .put(
                        "taints",
                        template.taints().stream().map(MachineDocuments::taint).toList())
                .put("reservationId", template.reservationId())
                .build();
    }

    private static Tree taint(Taint taint) {
        return new Fields()
                .put("effect", taint.effect().name())
                .put("key", taint.key())
                .put("value", taint.value())
                .build();
    }

    /** What {@link #write} wrote; throws a {@link RuntimeException} for anything else. */
    public static KeptMachine read(Tree.Mapping document) {
        var facts = new Machine(
                document.text("id", ""),
                document.text("instanceType", ""),
                document.text("zone", ""),
                document.text("capacityType", ""),
                document.text("nodeName", ""),
                Instant.parse(document.text("launchedAt", "")),
                readTemplate(document.mapping("template")));
        return new KeptMachine(
                document.get("number") instanceof Tree.Numeral number
                        ? number.value().longValue()
                        : 0,
                facts,
                document.text("subnetId", ""),
                Instant.parse(document.text("visibleFrom", "")),
                readTexts(document.mapping("tags")),
                Instance.State.valueOf(document.text("state", "")),
                Optional.of(document.text("runningSince", ""))
                        .filter(text -> !text.isEmpty())
                        .map(Instant::parse),
                document.get("noticed") instanceof Tree.Bool noticed && noticed.value());
    }

    private static LaunchTemplate readTemplate(Tree.Mapping document) {
        var nodeClass =
                (Ec2NodeClass) Codec.read(Kinds.of(Ec2NodeClass.class), document.mapping("nodeClass"), new Interner());
        List<Taint> taints = document.items("taints").stream()
                .map(item -> (Tree.Mapping) item)
                .map(taint -> new Taint(
                        taint.text("key", ""), taint.text("value", ""), Effect.valueOf(taint.text("effect", ""))))
                .toList();
        return new LaunchTemplate(
                document.text("clusterName", ""),
                document.text("imageId", ""),
                document.text("instanceProfile", ""),
                document.items("securityGroupIds").stream()
                        .map(item -> ((Tree.Text) item).value())
                        .toList(),
                nodeClass.spec(),
                readTexts(document.mapping("labels")),
                taints,
                document.text("reservationId", ""));
    }

    private static SortedMap<String, String> readTexts(Tree.Mapping document) {
        var texts = new TreeMap<String, String>();
        document.fields().keySet().forEach(name -> texts.put(name, document.text(name, "")));
        return texts;
    }
}
