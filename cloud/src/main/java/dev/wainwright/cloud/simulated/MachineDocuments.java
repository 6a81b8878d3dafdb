package dev.wainwright.cloud.simulated;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cloud.ec2.Instance;
import dev.wainwright.cloud.ec2.LaunchTemplate;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.model.taint.Taint;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Kept machines as documents and back; whoever changes this keeps reading what older versions wrote. */
public final class MachineDocuments {
    private MachineDocuments() {}

    /** A document of its own fields, which {@link #read} understands. */
    public static Tree.Mapping write(KeptMachine machine) {
        Machine facts = machine.facts();
        var fields = new LinkedHashMap<String, Tree>();
        fields.put("number", Tree.number(machine.number()));
        fields.put("id", Tree.text(facts.id()));
        fields.put("instanceType", Tree.text(facts.instanceType()));
        fields.put("zone", Tree.text(facts.zone()));
        fields.put("capacityType", Tree.text(facts.capacityType()));
        fields.put("nodeName", Tree.text(facts.nodeName()));
        fields.put("launchedAt", Tree.text(facts.launchedAt().toString()));
        fields.put("subnetId", Tree.text(machine.subnetId()));
        fields.put("visibleFrom", Tree.text(machine.visibleFrom().toString()));
        fields.put("tags", texts(machine.tags()));
        fields.put("state", Tree.text(machine.state().name()));
        machine.runningSince().ifPresent(since -> fields.put("runningSince", Tree.text(since.toString())));
        fields.put("noticed", new Tree.Bool(machine.noticed(), 0));
        fields.put("template", template(facts.template()));
        return new Tree.Mapping(fields, 0);
    }

    private static Tree template(LaunchTemplate template) {
        var setup = new Ec2NodeClass(
                ObjectMeta.named("", "template"), template.setup(), Ec2NodeClass.Status.NONE, Tree.Mapping.EMPTY);
        var fields = new LinkedHashMap<String, Tree>();
        fields.put("clusterName", Tree.text(template.clusterName()));
        fields.put("imageId", Tree.text(template.imageId()));
        fields.put("instanceProfile", Tree.text(template.instanceProfile()));
        fields.put(
                "securityGroupIds",
                new Tree.Sequence(
                        template.securityGroupIds().stream()
                                .<Tree>map(Tree::text)
                                .toList(),
                        0));
        fields.put("nodeClass", Codec.write(setup));
        fields.put("labels", texts(template.labels()));
        fields.put(
                "taints",
                new Tree.Sequence(
                        template.taints().stream().map(MachineDocuments::taint).toList(), 0));
        fields.put("reservationId", Tree.text(template.reservationId()));
        return new Tree.Mapping(fields, 0);
    }

    private static Tree taint(Taint taint) {
        return texts(Map.of(
                "key",
                taint.key(),
                "value",
                taint.value(),
                "effect",
                taint.effect().name()));
    }

    private static Tree texts(Map<String, String> texts) {
        var fields = new TreeMap<String, Tree>();
        texts.forEach((name, value) -> fields.put(name, Tree.text(value)));
        return new Tree.Mapping(fields, 0);
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
