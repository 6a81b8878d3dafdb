package dev.wainwright.cloud.kwok;

import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.requirement.Operator;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.model.resource.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One entry of a kwok instance type file. Complaints are gathered; an entry with complaints is not to be used. */
final class KwokEntry {
    static final String KWOK = "karpenter.kwok.sh/";
    /** What kwok's nodes keep for themselves, whatever their size. */
    static final Resources OVERHEAD = Resources.of(Resources.CPU, 100, Resources.MEMORY, 10L << 20);

    private static final long DEFAULT_PODS = 110;
    private static final Pattern EC2_NAME = Pattern.compile("\\w+\\.(nano|micro|small|medium|large|\\d*xlarge|metal)");

    private final String source;
    private final int index;
    private final Tree item;
    private final List<String> findings;

    KwokEntry(String source, int index, Tree item, List<String> findings) {
        this.source = source;
        this.index = index;
        this.item = item;
        this.findings = findings;
    }

    InstanceType read() {
        if (!(item instanceof Tree.Mapping entry)) {
            complain(item, "", "should be an object");
            return new InstanceType("", Requirements.NONE, List.of(), Resources.NONE, Resources.NONE);
        }
        String name = text(entry, "name");
        String architecture = text(entry, "architecture");
        var quantities = quantities(entry);
        var resources = Resources.ofQuantities(quantities);
        if (!resources.has(Resources.PODS)) {
            resources = resources.plus(Resources.of(Resources.PODS, DEFAULT_PODS));
        }
        List<Offering> offerings = offerings(entry);
        String cpu = quantities.getOrDefault(Resources.CPU, Quantity.ZERO).toString();
        String memory = quantities.getOrDefault(Resources.MEMORY, Quantity.ZERO).toString();
        var requirements = Requirements.of(
                Requirement.in(Labels.INSTANCE_TYPE, name),
                Requirement.in(Labels.ARCH, architecture),
                Requirement.of(Labels.OS, Operator.IN, operatingSystems(entry), 0),
                Requirement.of(Labels.ZONE, Operator.IN, values(offerings, Labels.ZONE), 0),
                Requirement.of(Labels.CAPACITY_TYPE, Operator.IN, values(offerings, Labels.CAPACITY_TYPE), 0),
                Requirement.in(KWOK + "instance-size", size(name, cpu)),
                Requirement.in(KWOK + "instance-family", family(name)),
                Requirement.in(KWOK + "instance-cpu", cpu),
                Requirement.in(KWOK + "instance-memory", memory));
        return new InstanceType(name, requirements, offerings, resources, OVERHEAD);
    }

    /** The part after the dot of names that look like EC2's, else the CPU; {@code c7i-flex.large} does not look so. */
    private static String size(String name, String cpu) {
        Matcher ec2 = EC2_NAME.matcher(name);
        return ec2.matches() ? ec2.group(1) : cpu;
    }

    private static String family(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '.' || name.charAt(i) == '-') {
                return name.substring(0, i);
            }
        }
        return name.isEmpty() ? "" : name.substring(0, 1);
    }

    private static List<String> values(List<Offering> offerings, String key) {
        return offerings.stream()
                .flatMap(offering -> offering.requirements().get(key).values().stream())
                .toList();
    }

    private List<String> operatingSystems(Tree.Mapping entry) {
        var systems = new ArrayList<String>();
        for (Tree system : list(entry, "operatingSystems", "operatingSystems")) {
            if (system instanceof Tree.Text text) {
                systems.add(text.value());
            } else {
                complain(system, "operatingSystems", "should be texts, such as \"linux\"");
            }
        }
        return systems;
    }

    private Map<String, Quantity> quantities(Tree.Mapping entry) {
        var quantities = new TreeMap<String, Quantity>();
        if (!(field(entry, "resources") instanceof Tree.Mapping resources)) {
            complain(
                    entry,
                    "resources",
                    "is missing; it should be an object such as {\"cpu\":\"4\",\"memory\":\"8Gi\"}");
            return quantities;
        }
        resources.fields().forEach((name, amount) -> {
            try {
                quantities.put(name, Quantity.parse(scalar(amount)));
            } catch (IllegalArgumentException e) {
                complain(amount, "resources." + name, String.valueOf(e.getMessage()));
            }
        });
        for (String needed : new String[] {Resources.CPU, Resources.MEMORY}) {
            if (!resources.fields().containsKey(needed)) {
                complain(resources, "resources." + needed, "is missing");
            }
        }
        return quantities;
    }

    private List<Offering> offerings(Tree.Mapping entry) {
        var offerings = new ArrayList<Offering>();
        List<Tree> items = list(entry, "offerings", "offerings");
        for (int i = 0; i < items.size(); i++) {
            String path = "offerings[" + i + "]";
            if (items.get(i) instanceof Tree.Mapping offering) {
                offerings(offering, path, offerings);
            } else {
                complain(items.get(i), path, "should be an object");
            }
        }
        return offerings;
    }

    /** One that allows several zones or capacity types is as many offerings. */
    private void offerings(Tree.Mapping offering, String path, List<Offering> offerings) {
        Requirements requirements = requirements(offering, path);
        double price = price(offering, path);
        OptionalInt left = field(offering, "ReservationCapacity") instanceof Tree.Numeral number
                ? OptionalInt.of(number.value().intValue())
                : OptionalInt.empty();
        for (String zone : singles(offering, path, requirements, Labels.ZONE)) {
            for (String capacityType : singles(offering, path, requirements, Labels.CAPACITY_TYPE)) {
                Requirements one = requirements.and(Requirements.of(
                        Requirement.in(Labels.ZONE, zone), Requirement.in(Labels.CAPACITY_TYPE, capacityType)));
                offerings.add(new Offering(one, price, false, true, left));
            }
        }
    }

    private Set<String> singles(Tree.Mapping offering, String path, Requirements requirements, String key) {
        Requirement requirement = requirements.get(key);
        if (requirement.complement() || requirement.values().isEmpty()) {
            complain(offering, path + ".Requirements", "needs " + key + " In with a value");
            return new TreeSet<>();
        }
        return new TreeSet<>(requirement.values());
    }

    private double price(Tree.Mapping offering, String path) {
        if (field(offering, "Price") instanceof Tree.Numeral price
                && price.value().signum() >= 0) {
            return price.value().doubleValue();
        }
        complain(offering, path + ".Price", "should be a number of dollars per hour, 0 or more");
        return 0;
    }

    private Requirements requirements(Tree.Mapping offering, String path) {
        var requirements = new ArrayList<Requirement>();
        List<Tree> items = list(offering, "Requirements", path + ".Requirements");
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Tree.Mapping term) {
                Requirement requirement = requirement(term, path + ".Requirements[" + i + "]");
                if (requirement != null) {
                    requirements.add(requirement);
                }
            } else {
                complain(items.get(i), path + ".Requirements[" + i + "]", "should be an object");
            }
        }
        return Requirements.of(requirements);
    }

    private @Nullable Requirement requirement(Tree.Mapping term, String path) {
        var values = new ArrayList<String>();
        if (field(term, "values") instanceof Tree.Sequence list) {
            list.items().forEach(value -> values.add(scalar(value)));
        }
        String wanted = field(term, "operator") instanceof Tree.Text text ? text.value() : "";
        String key = field(term, "key") instanceof Tree.Text text ? text.value() : "";
        if (key.isEmpty()) {
            complain(term, path + ".key", "is missing");
            return null;
        }
        for (Operator operator : Operator.values()) {
            if (operator.toString().equals(wanted)) {
                return requirement(term, path, key, operator, values);
            }
        }
        complain(
                term,
                path + ".operator",
                "\"" + wanted + "\" is none of In, NotIn, Exists, DoesNotExist, Gt, Lt, Gte, Lte");
        return null;
    }

    private @Nullable Requirement requirement(
            Tree.Mapping term, String path, String key, Operator operator, List<String> values) {
        try {
            return Requirement.of(Labels.normalized(key), operator, values, 0);
        } catch (IllegalArgumentException e) {
            complain(term, path + ".values", operator + " needs exactly one whole number, got " + values);
            return null;
        }
    }

    private String text(Tree.Mapping entry, String name) {
        if (field(entry, name) instanceof Tree.Text text && !text.value().isEmpty()) {
            return text.value();
        }
        complain(entry, name, "is missing; it should be a text");
        return "";
    }

    private List<Tree> list(Tree.Mapping parent, String name, String path) {
        if (field(parent, name) instanceof Tree.Sequence list) {
            return list.items();
        }
        complain(parent, path, "is missing; it should be an array");
        return List.of();
    }

    /** Go's decoder finds fields in any case, so files have both {@code Price} and {@code price}. */
    private static @Nullable Tree field(Tree.Mapping parent, String name) {
        Tree exact = parent.get(name);
        if (exact != null) {
            return exact;
        }
        for (var field : parent.fields().entrySet()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                return field.getValue();
            }
        }
        return null;
    }

    private static String scalar(Tree value) {
        return switch (value) {
            case Tree.Text text -> text.value();
            case Tree.Numeral number -> number.value().toPlainString();
            case Tree.Bool bool -> Boolean.toString(bool.value());
            case Tree.Mapping ignored -> "{…}";
            case Tree.Sequence ignored -> "[…]";
            case Tree.Null ignored -> "null";
        };
    }

    void complain(Tree at, String field, String what) {
        String name = item instanceof Tree.Mapping entry && field(entry, "name") instanceof Tree.Text text
                ? " (" + text.value() + ")"
                : "";
        findings.add("%s:%d: entry %d%s%s: %s"
                .formatted(source, at.line(), index + 1, name, field.isEmpty() ? "" : ": " + field, what));
    }
}
