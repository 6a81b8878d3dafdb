package dev.wainwright.cloud.kwok;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.resource.Resources;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Writes instance types in kwok's format, so that the real Karpenter can plan on them.
 *
 * <p>The format knows only resources, architecture, operating systems and offerings. kwok takes 100m CPU and 10Mi off every
 * node, so what is written is what pods may use plus those: then Karpenter and {@code wain} count with exactly the same
 * allocatable amounts. The other labels are lost. Offerings that are not available are left out, because kwok makes every
 * offering available.
 */
public final class KwokFile {
    private KwokFile() {}

    /** The file's text. */
    public static String write(List<InstanceType> types) {
        return Json.pretty(new Tree.Sequence(types.stream().map(KwokFile::entry).toList(), 0)) + "\n";
    }

    private static Tree entry(InstanceType type) {
        var fields = new LinkedHashMap<String, Tree>();
        fields.put("name", Tree.text(type.name()));
        fields.put(
                "offerings",
                new Tree.Sequence(
                        type.offerings().stream()
                                .filter(Offering::available)
                                .map(KwokFile::offering)
                                .toList(),
                        0));
        fields.put("architecture", Tree.text(String.join("", values(type, Labels.ARCH))));
        fields.put("operatingSystems", texts(values(type, Labels.OS)));
        fields.put("resources", resources(type.allocatable().plus(KwokEntry.OVERHEAD)));
        return mapping(fields);
    }

    private static Tree offering(Offering offering) {
        var fields = new LinkedHashMap<String, Tree>();
        fields.put("Price", new Tree.Numeral(BigDecimal.valueOf(offering.price()), 0));
        fields.put("Available", new Tree.Bool(true, 0));
        offering.reservationCapacity().ifPresent(left -> fields.put("ReservationCapacity", Tree.number(left)));
        fields.put(
                "Requirements",
                new Tree.Sequence(
                        List.of(in(Labels.CAPACITY_TYPE, offering.capacityType()), in(Labels.ZONE, offering.zone())),
                        0));
        return mapping(fields);
    }

    private static Tree in(String key, String value) {
        var fields = new LinkedHashMap<String, Tree>();
        fields.put("key", Tree.text(key));
        fields.put("operator", Tree.text("In"));
        fields.put("values", texts(List.of(value)));
        return mapping(fields);
    }

    private static Tree resources(Resources resources) {
        var fields = new LinkedHashMap<String, Tree>();
        resources.toQuantities().forEach((name, amount) -> fields.put(name, Tree.text(amount.toString())));
        return mapping(fields);
    }

    private static List<String> values(InstanceType type, String key) {
        return List.copyOf(type.requirements().get(key).values());
    }

    private static Tree texts(List<String> texts) {
        return new Tree.Sequence(
                texts.stream().map(text -> (Tree) Tree.text(text)).toList(), 0);
    }

    private static Tree mapping(SequencedMap<String, Tree> fields) {
        return new Tree.Mapping(fields, 0);
    }
}
