package dev.wainwright.cli.top;

import dev.wainwright.cli.catalog.NodePrices;
import dev.wainwright.cli.kube.KubeClient;
import dev.wainwright.cli.kube.Mirror;
import dev.wainwright.cli.kube.Mirror.Collected;
import dev.wainwright.cli.kube.Mirror.Health;
import dev.wainwright.cli.kube.Reasons;
import dev.wainwright.cli.kube.Refused;
import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cli.top.picture.Digest;
import dev.wainwright.cli.top.picture.Facts;
import dev.wainwright.cli.top.picture.Facts.ClaimFacts;
import dev.wainwright.cli.top.picture.Facts.Decision;
import dev.wainwright.cli.top.picture.Facts.Happening;
import dev.wainwright.cli.top.picture.Facts.NodeFacts;
import dev.wainwright.cli.top.picture.Facts.PodFacts;
import dev.wainwright.cli.top.picture.Facts.PoolFacts;
import dev.wainwright.cli.top.picture.Painter;
import dev.wainwright.cli.top.picture.Picture;
import dev.wainwright.cloud.catalog.Catalog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps in step with one cluster. */
final class Watching implements AutoCloseable {
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(2);
    private static final Duration BETWEEN_PRICES = Duration.ofMinutes(1);
    private static final String PRICES = "/wainwright/prices";
    private static final String DECISIONS = "/wainwright/decisions";
    private static final String KARPENTER = "/apis/karpenter.sh/v1/";

    /** What Karpenter and Cluster Autoscaler say of machines when they do something, and not when they look at them. */
    private static final Set<String> TELLING = Set.of(
            "DisruptionLaunching",
            "DisruptionTerminating",
            "DisruptionWaitingReadiness",
            "Disrupted",
            "Launched",
            "InsufficientCapacityError",
            "SpotInterrupted",
            "SpotRebalanceRecommendation",
            "InstanceStopping",
            "InstanceTerminating",
            "FailedDraining",
            "TerminationGracePeriodExpiring",
            "NodeRepairBlocked",
            "TriggeredScaleUp",
            "ScaleDown");

    private final KubeClient client;
    private final Function<Optional<String>, NodePrices> catalogue;
    private final Runnable changed;
    private final Mirror<NodeFacts> nodes;
    private final Mirror<PodFacts> pods;
    private final Mirror<ClaimFacts> claims;
    private final Mirror<PoolFacts> pools;
    private final List<Mirror<Happening>> podEvents;
    private final List<Mirror<Happening>> nodeEvents;
    private volatile @Nullable NodePrices prices;
    private volatile String priceTrouble = "";
    private volatile Optional<List<Decision>> decisions = Optional.empty();
    private volatile Health line = new Health(true, false, "", Instant.EPOCH);
    private volatile boolean stopped;

    /**
     * @param catalogue the prices for nodes in a region
     * @param changed told after every change, from any thread
     */
    Watching(KubeClient client, Function<Optional<String>, NodePrices> catalogue, Runnable changed) {
        this.client = client;
        this.catalogue = catalogue;
        this.changed = changed;
        nodes = new Mirror<>(client, new Collected<>("/api/v1/nodes", Map.of(), Digest::node), changed);
        pods = new Mirror<>(client, new Collected<>("/api/v1/pods", Map.of(), Digest::pod), changed);
        claims = new Mirror<>(client, new Collected<>(KARPENTER + "nodeclaims", Map.of(), Digest::claim), changed);
        pools = new Mirror<>(client, new Collected<>(KARPENTER + "nodepools", Map.of(), Digest::pool), changed);
        podEvents = List.of(events("reason=FailedScheduling", true));
        nodeEvents = List.of(events("involvedObject.kind=NodeClaim", false), events("involvedObject.kind=Node", false));
    }

    private Mirror<Happening> events(String selector, boolean all) {
        return new Mirror<>(
                client,
                new Collected<>(
                        "/api/v1/events",
                        Map.of("fieldSelector", selector),
                        event -> Digest.happening(event).filter(each -> all || TELLING.contains(each.reason()))),
                changed);
    }

    /** Reads everything once; throws {@link IOException} when nodes or pods cannot be read. */
    void readOnce() throws IOException {
        nodes.fill();
        pods.fill();
        for (Mirror<?> mirror : List.of(claims, pools, podEvents.getFirst())) {
            fill(mirror);
        }
        try {
            decisions = Optional.of(Digest.decisions(client.get(DECISIONS)));
        } catch (Refused e) {
            nodeEvents.forEach(Watching::fill);
        }
        price();
        NodePrices listed = prices;
        if (listed != null) {
            hearMarket(listed);
        }
    }

    /** What not everybody may read, or not every cluster has, is left out. */
    private static void fill(Mirror<?> mirror) {
        try {
            mirror.fill();
        } catch (IOException e) {
            mirror.missed(e);
        }
    }

    /** Reads everything, and then what changes, until {@link #close}. */
    void start() {
        nodes.start();
        pods.start();
        claims.start();
        pools.start();
        podEvents.forEach(Mirror::start);
        Thread.ofVirtual().name("decisions").start(this::ask);
        Thread.ofVirtual().name("prices").start(this::priceWhenListed);
    }

    /** Asks for decisions where somebody tells them, and finds out in any case whether the cluster still answers. */
    private void ask() {
        boolean told = true;
        while (!stopped) {
            try {
                if (told) {
                    List<Decision> heard = Digest.decisions(client.get(DECISIONS));
                    boolean news = !decisions.equals(Optional.of(heard));
                    decisions = Optional.of(heard);
                    answered(news);
                } else {
                    client.get("/version");
                    answered(false);
                }
            } catch (Refused e) {
                if (told && decisions.isEmpty()) {
                    told = false;
                    nodeEvents.forEach(Mirror::start);
                }
                answered(false);
            } catch (IOException e) {
                line = new Health(true, false, Reasons.of(e), line.trouble().isEmpty() ? Instant.now() : line.since());
                changed.run();
            }
            Mirror.pause(BETWEEN_QUESTIONS);
        }
    }

    private void answered(boolean news) {
        boolean better = !line.trouble().isEmpty();
        line = new Health(true, false, "", Instant.EPOCH);
        if (better || news) {
            changed.run();
        }
    }

    /** The catalogue takes a while to load and needs the nodes' region. */
    private void priceWhenListed() {
        while (!stopped && !nodes.health().listed()) {
            Mirror.pause(Duration.ofMillis(50));
        }
        price();
        changed.run();
        NodePrices listed = prices;
        while (!stopped && listed != null && hearMarket(listed)) {
            changed.run();
            Mirror.pause(BETWEEN_PRICES);
        }
    }

    /** Puts the prices that a cluster's own market tells over those of the catalogue; false where it tells none. */
    private boolean hearMarket(NodePrices listed) {
        try {
            prices = listed.with(Digest.spotPrices(client.get(PRICES)));
            return true;
        } catch (Refused e) {
            return false;
        } catch (IOException e) {
            // The line is down, which others find out and tell; the last prices hold.
            return true;
        }
    }

    private void price() {
        Optional<String> region = nodes.objects().stream()
                .map(node -> Catalog.regionOf(NodePrices.zone(node.labels())))
                .flatMap(Optional::stream)
                .sorted()
                .findFirst();
        try {
            prices = catalogue.apply(region);
        } catch (Failure e) {
            priceTrouble = "prices: " + e.getMessage();
            prices = new NodePrices(List.of());
        }
    }

    /** What is known now. */
    Picture picture() {
        var happenings = new ArrayList<Happening>();
        podEvents.forEach(mirror -> happenings.addAll(mirror.objects()));
        nodeEvents.forEach(mirror -> happenings.addAll(mirror.objects()));
        var facts = new Facts(
                List.copyOf(nodes.objects()),
                List.copyOf(pods.objects()),
                List.copyOf(claims.objects()),
                List.copyOf(pools.objects()),
                happenings,
                decisions);
        NodePrices known = prices;
        return Painter.picture(facts, known == null ? new NodePrices(List.of()) : known, source());
    }

    private Picture.Source source() {
        Health trouble = line;
        for (Mirror<?> mirror : List.of(nodes, pods)) {
            trouble = trouble.trouble().isEmpty() ? mirror.health() : trouble;
        }
        boolean complete = prices != null
                && nodes.health().listed()
                && pods.health().listed()
                && (claims.health().listed() || !claims.health().trouble().isEmpty());
        return new Picture.Source(
                client.context(), client.server(), complete, trouble.trouble(), trouble.since(), notes());
    }

    private List<String> notes() {
        var notes = new ArrayList<String>();
        if (!priceTrouble.isEmpty()) {
            notes.add(priceTrouble);
        }
        note("NodeClaims", claims, notes);
        note("NodePools", pools, notes);
        note("events", podEvents.getFirst(), notes);
        if (claims.health().absent()) {
            notes.add("no Karpenter here: plain nodes");
        }
        return notes;
    }

    private static void note(String what, Mirror<?> mirror, List<String> notes) {
        if (!mirror.health().trouble().isEmpty()) {
            notes.add(what + " cannot be read: " + mirror.health().trouble());
        }
    }

    @Override
    public void close() {
        stopped = true;
        for (Mirror<?> mirror : List.of(nodes, pods, claims, pools)) {
            mirror.stop();
        }
        podEvents.forEach(Mirror::stop);
        nodeEvents.forEach(Mirror::stop);
    }
}
