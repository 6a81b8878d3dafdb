package dev.wainwright.cli.top.picture;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.codec.Misfit;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.placement.PodRequests;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cli.catalog.NodePrices.SpotPrice;
import dev.wainwright.cli.kube.Timestamp;
import dev.wainwright.cli.top.picture.Facts.ClaimFacts;
import dev.wainwright.cli.top.picture.Facts.Decision;
import dev.wainwright.cli.top.picture.Facts.Fact;
import dev.wainwright.cli.top.picture.Facts.Happening;
import dev.wainwright.cli.top.picture.Facts.NodeFacts;
import dev.wainwright.cli.top.picture.Facts.PodFacts;
import dev.wainwright.cli.top.picture.Facts.PoolFacts;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.model.resource.Resources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Facts from documents. Nothing is refused: what a document does not say, or says in a way that is not understood, counts
 * as not said, for a view of a cluster has to show what there is.
 */
public final class Digest {
    private static final List<String> ASKING = List.of("containers", "initContainers", "overhead", "resources");

    private Digest() {}

    public static Optional<NodeFacts> node(Tree.Mapping node) {
        Tree.Mapping spec = node.mapping("spec");
        Tree.Mapping allocatable = node.mapping("status").mapping("allocatable");
        return Optional.of(new NodeFacts(
                name(node),
                labels(node),
                taints(spec),
                spec.get("unschedulable") instanceof Tree.Bool bool && bool.value(),
                isLeaving(node),
                created(node),
                spec.text("providerID", ""),
                amount(allocatable, Resources.CPU),
                amount(allocatable, Resources.MEMORY),
                amount(allocatable, Resources.PODS),
                conditions(node)));
    }

    public static Optional<PodFacts> pod(Tree.Mapping pod) {
        Resources wanted = requests(pod.mapping("spec"));
        Tree.Mapping metadata = pod.mapping("metadata");
        return Optional.of(new PodFacts(
                metadata.text("namespace", "").intern(),
                name(pod),
                pod.mapping("spec").text("nodeName", "").intern(),
                pod.mapping("status").text("phase", "").intern(),
                isLeaving(pod),
                created(pod),
                wanted.get(Resources.CPU),
                wanted.get(Resources.MEMORY),
                waitsFor(pod)));
    }

    /** Only the fields that say what a pod asks for; whatever else is in it may be as it likes. */
    private static Resources requests(Tree.Mapping spec) {
        Tree.Mapping asking = Tree.Mapping.EMPTY;
        for (String field : ASKING) {
            Tree value = spec.get(field);
            if (value != null) {
                asking = asking.with(field, value);
            }
        }
        try {
            var pod = (Pod) Codec.read(Kinds.of(Pod.class), Tree.Mapping.EMPTY.with("spec", asking), new Interner());
            return PodRequests.of(pod.spec());
        } catch (Misfit | ArithmeticException e) {
            return Resources.NONE;
        }
    }

    private static String waitsFor(Tree.Mapping pod) {
        for (Fact fact : conditions(pod)) {
            if (fact.type().equals("PodScheduled") && !fact.status().equals("True")) {
                return fact.message();
            }
        }
        return "";
    }

    public static Optional<ClaimFacts> claim(Tree.Mapping claim) {
        Tree.Mapping status = claim.mapping("status");
        Tree.Mapping allocatable = status.mapping("allocatable");
        Tree.Mapping wanted = claim.mapping("spec").mapping("resources").mapping("requests");
        return Optional.of(new ClaimFacts(
                name(claim),
                labels(claim),
                status.text("nodeName", ""),
                status.text("providerID", ""),
                isLeaving(claim),
                created(claim),
                amount(allocatable, Resources.CPU),
                amount(allocatable, Resources.MEMORY),
                amount(allocatable, Resources.PODS),
                amount(wanted, Resources.CPU),
                amount(wanted, Resources.MEMORY),
                conditions(claim)));
    }

    public static Optional<PoolFacts> pool(Tree.Mapping pool) {
        Fact ready = conditions(pool).stream()
                .filter(fact -> fact.type().equals("Ready"))
                .findFirst()
                .orElse(new Fact("Ready", "True", "", ""));
        return Optional.of(new PoolFacts(
                name(pool),
                texts(pool.mapping("spec").mapping("limits")),
                texts(pool.mapping("status").mapping("resources")),
                ready.status().equals("True"),
                ready.message().isEmpty() ? ready.reason() : ready.message()));
    }

    /** An event of core/v1. */
    public static Optional<Happening> happening(Tree.Mapping event) {
        Tree.Mapping object = event.mapping("involvedObject");
        return Optional.of(new Happening(
                eventTime(event),
                object.text("kind", ""),
                object.text("namespace", ""),
                object.text("name", ""),
                event.text("reason", "").intern(),
                event.text("message", ""),
                event.mapping("source")
                        .text("component", event.text("reportingComponent", ""))
                        .intern()));
    }

    /** The newest of the many times that an event may have. */
    private static Optional<Instant> eventTime(Tree.Mapping event) {
        for (String field : List.of("lastTimestamp", "eventTime", "firstTimestamp")) {
            Optional<Instant> time = Timestamp.parse(event.text(field, ""));
            if (time.isPresent()) {
                return time;
            }
        }
        return created(event);
    }

    /** What the autoscaler of {@code wain up} tells of itself, oldest first. */
    public static List<Decision> decisions(Tree.Mapping list) {
        var decisions = new ArrayList<Decision>();
        for (Tree item : list.items("items")) {
            if (item instanceof Tree.Mapping decision) {
                Tree.Mapping object = decision.mapping("object");
                decisions.add(new Decision(
                        Timestamp.parse(decision.text("time", "")),
                        object.text("kind", ""),
                        object.text("namespace", ""),
                        object.text("name", ""),
                        decision.text("action", ""),
                        decision.text("reason", "")));
            }
        }
        return decisions;
    }

    /** What the market of {@code wain up} tells of itself. */
    public static List<SpotPrice> spotPrices(Tree.Mapping list) {
        var prices = new ArrayList<SpotPrice>();
        for (Tree item : list.items("items")) {
            if (item instanceof Tree.Mapping price && price.get("hourlyPrice") instanceof Tree.Numeral hourly) {
                prices.add(new SpotPrice(
                        price.text("instanceType", ""),
                        price.text("zone", ""),
                        hourly.value().doubleValue()));
            }
        }
        return prices;
    }

    private static String name(Tree.Mapping object) {
        return object.mapping("metadata").text("name", "");
    }

    private static Map<String, String> labels(Tree.Mapping object) {
        return texts(object.mapping("metadata").mapping("labels"));
    }

    private static Map<String, String> texts(Tree.Mapping mapping) {
        var texts = new TreeMap<String, String>();
        mapping.fields()
                .forEach((name, value) -> texts.put(name.intern(), text(value).intern()));
        return texts;
    }

    private static String text(Tree value) {
        return switch (value) {
            case Tree.Text text -> text.value();
            case Tree.Numeral number -> number.value().toPlainString();
            default -> "";
        };
    }

    private static boolean isLeaving(Tree.Mapping object) {
        return !object.mapping("metadata").text("deletionTimestamp", "").isEmpty();
    }

    private static Optional<Instant> created(Tree.Mapping object) {
        return Timestamp.parse(object.mapping("metadata").text("creationTimestamp", ""));
    }

    private static List<String> taints(Tree.Mapping spec) {
        var taints = new ArrayList<String>();
        for (Tree item : spec.items("taints")) {
            if (item instanceof Tree.Mapping taint) {
                String value = taint.text("value", "");
                taints.add(
                        (taint.text("key", "") + (value.isEmpty() ? "" : "=" + value) + ":" + taint.text("effect", ""))
                                .intern());
            }
        }
        return taints;
    }

    private static List<Fact> conditions(Tree.Mapping object) {
        var conditions = new ArrayList<Fact>();
        for (Tree item : object.mapping("status").items("conditions")) {
            if (item instanceof Tree.Mapping condition) {
                conditions.add(new Fact(
                        condition.text("type", "").intern(),
                        condition.text("status", "").intern(),
                        condition.text("reason", "").intern(),
                        condition.text("message", "")));
            }
        }
        return conditions;
    }

    /** In the unit that {@link Resources} counts the resource in; 0 where nothing is said. */
    private static long amount(Tree.Mapping quantities, String resource) {
        Tree value = quantities.get(resource);
        return value == null ? 0 : amount(resource, text(value));
    }

    static long amount(String resource, String text) {
        try {
            return text.isEmpty() ? 0 : Resources.amount(resource, Quantity.parse(text));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return 0;
        }
    }
}
