package dev.wainwright.cloud.kwok;

import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.resource.Resources;
import java.math.BigDecimal;
import java.util.List;

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
        return new Fields()
                .put("name", type.name())
                .put(
                        "offerings",
                        type.offerings().stream()
                                .filter(Offering::available)
                                .map(KwokFile::offering)
                                .toList())
                .put("architecture", String.join("", values(type, Labels.ARCH)))
                .putTexts("operatingSystems", values(type, Labels.OS))
                .put("resources", resources(type.allocatable().plus(KwokEntry.OVERHEAD)))
                .build();
    }

    private static Tree offering(Offering offering) {
        var fields = new Fields()
                .put("Price", new Tree.Numeral(BigDecimal.valueOf(offering.price()), 0))
                .put("Available", true);
        offering.reservationCapacity().ifPresent(left -> fields.put("ReservationCapacity", left));
        return fields.put(
                        "Requirements",
                        List.of(in(Labels.CAPACITY_TYPE, offering.capacityType()), in(Labels.ZONE, offering.zone())))
                .build();
    }

    private static Tree in(String key, String value) {
        return new Fields()
                .put("key", key)
                .put("operator", "In")
                .putTexts("values", List.of(value))
                .build();
    }

    private static Tree resources(Resources resources) {
        var fields = new Fields();
        resources.toQuantities().forEach((name, amount) -> fields.put(name, amount.toString()));
        return fields.build();
    }

    private static List<String> values(InstanceType type, String key) {
        return List.copyOf(type.requirements().get(key).values());
    }
}
