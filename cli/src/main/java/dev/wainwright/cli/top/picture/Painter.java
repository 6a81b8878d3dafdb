package dev.wainwright.cli.top.picture;

import dev.wainwright.cli.catalog.NodePrices;
import dev.wainwright.cli.top.picture.Facts.ClaimFacts;
import dev.wainwright.cli.top.picture.Facts.Decision;
import dev.wainwright.cli.top.picture.Facts.Fact;
import dev.wainwright.cli.top.picture.Facts.Happening;
import dev.wainwright.cli.top.picture.Facts.NodeFacts;
import dev.wainwright.cli.top.picture.Facts.PodFacts;
import dev.wainwright.cli.top.picture.Facts.PoolFacts;
import dev.wainwright.cli.top.picture.Picture.Cost;
import dev.wainwright.cli.top.picture.Picture.Limit;
import dev.wainwright.cli.top.picture.Picture.NodeRow;
import dev.wainwright.cli.top.picture.Picture.PoolRow;
import dev.wainwright.cli.top.picture.Picture.Price;
import dev.wainwright.cli.top.picture.Picture.Status;
import dev.wainwright.cli.top.picture.Picture.Totals;
import dev.wainwright.cli.top.picture.Picture.Use;
import dev.wainwright.cli.top.picture.Picture.Waiting;
import dev.wainwright.model.instance.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes a picture of facts: joins nodes with claims and pods, prices them, sums up. */
public final class Painter {
    private static final int DECISIONS = 200;
    private static final List<String> GROUPS =
            List.of("eks.amazonaws.com/nodegroup", "alpha.eksctl.io/nodegroup-name", "cloud.google.com/gke-nodepool");

    private final Facts facts;
    private final NodePrices prices;
    private final Map<String, List<PodFacts>> podsByNode = new HashMap<>();
    private final Map<String, ClaimFacts> claimsByNode = new HashMap<>();

    private Painter(Facts facts, NodePrices prices) {
        this.facts = facts;
        this.prices = prices;
    }

    public static Picture picture(Facts facts, NodePrices prices, Picture.Source source) {
        return new Painter(facts, prices).paint(source);
    }

    private Picture paint(Picture.Source source) {
        facts.claims().forEach(claim -> {
            claimsByNode.put(claim.providerId(), claim);
            claimsByNode.put(claim.node(), claim);
        });
        int running = 0;
        int starting = 0;
        for (PodFacts pod : facts.pods()) {
            if (pod.isAlive() && !pod.node().isEmpty()) {
                podsByNode.computeIfAbsent(pod.node(), any -> new ArrayList<>()).add(pod);
                running += pod.phase().equals("Running") ? 1 : 0;
                starting += pod.phase().equals("Running") ? 0 : 1;
            }
        }
        podsByNode.values().forEach(pods -> pods.sort(Comparator.comparing(PodFacts::qualifiedName)));
        List<NodeRow> nodes = nodes();
        List<Waiting> waiting = waiting();
        return new Picture(
                source,
                totals(nodes, running, starting, waiting.size()),
                nodes,
                pools(nodes),
                waiting,
                decisions(),
                podsByNode);
    }

    private List<NodeRow> nodes() {
        var rows = new ArrayList<NodeRow>();
        Set<String> there = new TreeSet<>();
        for (NodeFacts node : facts.nodes()) {
            rows.add(row(node));
            there.add(node.name());
            there.add(node.providerId());
        }
        for (ClaimFacts claim : facts.claims()) {
            boolean joined = (!claim.node().isEmpty() && there.contains(claim.node()))
                    || (!claim.providerId().isEmpty() && there.contains(claim.providerId()));
            if (!joined) {
                rows.add(row(claim));
            }
        }
        rows.sort(Comparator.comparing(NodeRow::name));
        return rows;
    }

    private NodeRow row(NodeFacts node) {
        List<PodFacts> pods = podsByNode.getOrDefault(node.name(), List.of());
        long cpu = 0;
        long memory = 0;
        for (PodFacts pod : pods) {
            cpu += pod.cpu();
            memory += pod.memory();
        }
        ClaimFacts claim = node.providerId().isEmpty() ? null : claimsByNode.get(node.providerId());
        if (claim == null) {
            claim = claimsByNode.get(node.name());
        }
        return new NodeRow(
                node.name(),
                false,
                claim == null ? "" : claim.name(),
                pool(node.labels()),
                NodePrices.instanceType(node.labels()),
                NodePrices.zone(node.labels()),
                NodePrices.capacityType(node.labels()),
                node.created(),
                status(node, claim != null && claim.leaving()),
                new Use(cpu, node.cpu()),
                new Use(memory, node.memory()),
                new Use(pods.size(), node.maxPods()),
                price(node.labels()),
                node.labels(),
                node.taints(),
                node.conditions());
    }

    private NodeRow row(ClaimFacts claim) {
        Status status = claim.leaving() ? Status.LEAVING : claim.has("Launched") ? Status.BOOTING : Status.LAUNCHING;
        String type = NodePrices.instanceType(claim.labels());
        return new NodeRow(
                claim.name(),
                true,
                claim.name(),
                pool(claim.labels()),
                type,
                NodePrices.zone(claim.labels()),
                claim.labels().getOrDefault(Labels.CAPACITY_TYPE, ""),
                claim.created(),
                status,
                new Use(claim.wantedCpu(), claim.cpu()),
                new Use(claim.wantedMemory(), claim.memory()),
                new Use(0, claim.maxPods()),
                status == Status.LAUNCHING ? Optional.empty() : price(claim.labels()),
                claim.labels(),
                List.of(),
                claim.conditions());
    }

    private Optional<Price> price(Map<String, String> labels) {
        return prices.of(labels).map(offering -> new Price(offering.price(), offering.modelled()));
    }

    private static String pool(Map<String, String> labels) {
        String pool = labels.getOrDefault(Labels.NODE_POOL, "");
        for (String group : GROUPS) {
            pool = pool.isEmpty() ? labels.getOrDefault(group, "") : pool;
        }
        return pool;
    }

    private static Status status(NodeFacts node, boolean claimLeaves) {
        if (node.leaving() || claimLeaves) {
            return Status.LEAVING;
        }
        if (node.taints().stream().anyMatch(Painter::drains)) {
            return Status.DRAINING;
        }
        if (!isReady(node)) {
            return Status.NOT_READY;
        }
        if (node.unschedulable()) {
            return Status.CORDONED;
        }
        boolean ours = node.labels().containsKey(Labels.NODE_POOL);
        return ours && !node.labels().containsKey(Labels.INITIALIZED) ? Status.STARTING : Status.READY;
    }

    private static boolean drains(String taint) {
        return taint.startsWith("karpenter.sh/disrupted") || taint.startsWith("ToBeDeletedByClusterAutoscaler");
    }

    private static boolean isReady(NodeFacts node) {
        for (Fact fact : node.conditions()) {
            if (fact.type().equals("Ready")) {
                return fact.status().equals("True");
            }
        }
        return false;
    }

    private static Totals totals(List<NodeRow> nodes, int running, int starting, int waiting) {
        int coming = 0;
        int going = 0;
        int notReady = 0;
        Use cpu = Use.NONE;
        Use memory = Use.NONE;
        Cost cost = Cost.NONE;
        for (NodeRow node : nodes) {
            coming += node.status().isComing() ? 1 : 0;
            going += node.status().isGoing() ? 1 : 0;
            notReady += node.status() == Status.NOT_READY ? 1 : 0;
            cost = cost.plus(node);
            if (!node.isClaim()) {
                cpu = cpu.plus(node.cpu());
                memory = memory.plus(node.memory());
            }
        }
        return new Totals(nodes.size(), coming, going, notReady, running, starting, waiting, cpu, memory, cost);
    }

    private List<PoolRow> pools(List<NodeRow> nodes) {
        var costs = new TreeMap<String, Cost>();
        var counts = new TreeMap<String, Integer>();
        for (NodeRow node : nodes) {
            costs.merge(node.pool(), Cost.NONE.plus(node), (known, one) -> known.plus(node));
            counts.merge(node.pool(), 1, Integer::sum);
        }
        var rows = new TreeMap<String, PoolRow>();
        for (PoolFacts pool : facts.pools()) {
            rows.put(
                    pool.name(),
                    new PoolRow(
                            pool.name(),
                            false,
                            counts.getOrDefault(pool.name(), 0),
                            costs.getOrDefault(pool.name(), Cost.NONE),
                            limits(pool),
                            pool.ready() ? "" : "not ready: " + pool.whyNot()));
        }
        counts.forEach((name, count) -> {
            if (!name.isEmpty() && !rows.containsKey(name)) {
                rows.put(name, new PoolRow(name, true, count, costs.getOrDefault(name, Cost.NONE), List.of(), ""));
            }
        });
        return List.copyOf(rows.values());
    }

    private static List<Limit> limits(PoolFacts pool) {
        var limits = new ArrayList<Limit>();
        pool.limits().forEach((resource, limit) -> {
            String used = pool.used().getOrDefault(resource, "0");
            long most = Digest.amount(resource, limit);
            double share = most <= 0 ? 1 : (double) Digest.amount(resource, used) / most;
            limits.add(new Limit(resource, used, limit, share));
        });
        return limits;
    }

    private List<Waiting> waiting() {
        var said = new HashMap<String, Happening>();
        for (Happening happening : facts.happenings()) {
            if (happening.kind().equals("Pod")) {
                said.merge(happening.object(), happening, Painter::moreTelling);
            }
        }
        return facts.pods().stream()
                .filter(PodFacts::waits)
                .map(pod -> new Waiting(pod, reason(pod, Optional.ofNullable(said.get(pod.qualifiedName())))))
                .sorted(Comparator.comparing(
                                (Waiting each) -> each.pod().created().orElse(Instant.MAX))
                        .thenComparing(each -> each.pod().qualifiedName()))
                .toList();
    }

    /** The autoscaler looks at machines that could be, the scheduler only at those that are; so the one knows more. */
    private static Happening moreTelling(Happening a, Happening b) {
        if (a.source().contains("scheduler") != b.source().contains("scheduler")) {
            return a.source().contains("scheduler") ? b : a;
        }
        return a.time().orElse(Instant.MIN).isAfter(b.time().orElse(Instant.MIN)) ? a : b;
    }

    private static String reason(PodFacts pod, Optional<Happening> happening) {
        boolean autoscaler = happening.isPresent() && !happening.get().source().contains("scheduler");
        if (autoscaler || pod.waitsFor().isEmpty()) {
            return happening.map(Happening::message).orElse("nobody has said why yet");
        }
        return pod.waitsFor();
    }

    private List<Decision> decisions() {
        Comparator<Decision> newestFirst = Comparator.comparing(
                        (Decision each) -> each.time().orElse(Instant.MIN))
                .reversed();
        if (facts.decisions().isPresent()) {
            // They come in order; equal times keep it, turned round.
            return facts.decisions().get().reversed().stream()
                    .sorted(newestFirst)
                    .limit(DECISIONS)
                    .toList();
        }
        return facts.happenings().stream()
                .filter(happening -> !happening.kind().equals("Pod"))
                .map(each -> new Decision(
                        each.time(), each.kind(), each.namespace(), each.name(), each.reason(), each.message()))
                .sorted(newestFirst.thenComparing(Decision::name).thenComparing(Decision::action))
                .limit(DECISIONS)
                .toList();
    }
}
