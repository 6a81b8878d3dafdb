package dev.wainwright.autoscaler.metrics;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.autoscaler.claim.Claims;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.runtime.cache.Snapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What each node has, and how much of it is asked for. */
final class NodeGauges {
    private static final SortedMap<String, String> KEYS = keys();

    private final Family allocatable;
    private final Family requests;
    private final Family limits;
    private final Family daemonRequests;
    private final Family daemonLimits;
    private final Family overhead;
    private final Family lifetime;
    private final Family utilization;

    NodeGauges(Meters meters) {
        allocatable = perResource(meters, "allocatable", "What pods may use of a node");
        requests = perResource(meters, "total_pod_requests", "What a node's pods ask for, daemons included");
        limits = perResource(meters, "total_pod_limits", "What a node's pods may use at most, daemons included");
        daemonRequests = perResource(meters, "total_daemon_requests", "What a node's daemons ask for");
        daemonLimits = perResource(meters, "total_daemon_limits", "What a node's daemons may use at most");
        overhead = perResource(meters, "system_overhead", "What a node keeps from its pods for itself");
        lifetime = meters.gauge(
                "karpenter_nodes_current_lifetime_seconds",
                "How long a node has existed.",
                labels("node_name", "phase", "managed"));
        utilization = meters.gauge(
                "karpenter_cluster_utilization_percent",
                "What pods ask for of all that they may use, in per cent.",
                "resource_type");
    }

    private static Family perResource(Meters meters, String name, String help) {
        return meters.gauge(
                "karpenter_nodes_" + name,
                help + ": cores, bytes, pieces.",
                labels("node_name", "phase", "managed", "resource_type"));
    }

    private static String[] labels(String... first) {
        var all = new ArrayList<>(List.of(first));
        all.addAll(KEYS.keySet());
        return all.toArray(String[]::new);
    }

    /** Metric labels, and the node labels that they stand for: the last part of each well-known key. */
    private static SortedMap<String, String> keys() {
        var keys = new TreeMap<String, String>();
        for (String key : dev.wainwright.model.instance.Labels.wellKnown()) {
            if (!key.startsWith("karpenter.kwok.sh/")) {
                keys.put(
                        key.substring(key.lastIndexOf('/') + 1)
                                .replace('-', '_')
                                .toLowerCase(Locale.ROOT),
                        key);
            }
        }
        return keys;
    }

    void read(Snapshot store, Instant now, Readings readings) {
        var amounts = new Amounts();
        var asked = new Amounts.Sum();
        var there = new Amounts.Sum();
        for (Node node : store.all(Node.class)) {
            Labels labels = labels(node, store);
            Instant created = node.metadata().creationTimestamp();
            readings.add(lifetime, created == null ? 0 : PodTimes.seconds(created, now), labels);
            Resources usable = Resources.ofQuantities(node.status().allocatable());
            there.add(usable);
            add(allocatable, usable, labels, readings);
            add(overhead, Resources.ofQuantities(node.status().capacity()).minus(usable), labels, readings);
            pods(node, amounts, asked, store, labels, readings);
        }
        there.amounts().forEach((name, amount) -> {
            if (amount > 0) {
                double share = 100.0 * asked.amounts().getOrDefault(name, 0L) / amount;
                readings.add(utilization, share, Amounts.resourceType(name));
            }
        });
    }

    private void pods(Node node, Amounts amounts, Amounts.Sum asked, Snapshot store, Labels labels, Readings readings) {
        var wanted = new Amounts.Sum();
        var capped = new Amounts.Sum();
        var daemonsWanted = new Amounts.Sum();
        var daemonsCapped = new Amounts.Sum();
        for (Pod pod : store.where(Claims.PODS, node.name())) {
            if (pod.isTerminal()) {
                continue;
            }
            wanted.add(amounts.requests(pod));
            capped.add(amounts.limits(pod));
            asked.add(amounts.requests(pod));
            if (pod.isOwnedBy("DaemonSet")) {
                daemonsWanted.add(amounts.requests(pod));
                daemonsCapped.add(amounts.limits(pod));
            }
        }
        add(requests, wanted.amounts(), labels, readings);
        add(limits, capped.amounts(), labels, readings);
        add(daemonRequests, daemonsWanted.amounts(), labels, readings);
        add(daemonLimits, daemonsCapped.amounts(), labels, readings);
    }

    private static void add(Family family, Resources amounts, Labels labels, Readings readings) {
        var byName = new TreeMap<String, Long>();
        for (int i = 0; i < amounts.size(); i++) {
            byName.put(amounts.name(i), amounts.amountAt(i));
        }
        add(family, byName, labels, readings);
    }

    private static void add(Family family, Map<String, Long> amounts, Labels labels, Readings readings) {
        amounts.forEach((name, amount) -> readings.add(
                family, Amounts.value(name, amount), labels.add("resource_type", Amounts.resourceType(name))));
    }

    /** Labels without a value are left out: to Prometheus that is the same, and there are thirty of them. */
    private static Labels labels(Node node, Snapshot store) {
        Labels.Builder labels = Labels.builder()
                .label("node_name", node.name())
                .label("phase", phase(node))
                .label("managed", Boolean.toString(Claims.claim(node, store).isPresent()));
        KEYS.forEach((name, key) -> {
            String value = MachineCounts.label(node.metadata(), key);
            if (!value.isEmpty()) {
                labels.label(name, value);
            }
        });
        return labels.build();
    }

    /** Karpenter gives the node's {@code status.phase}, which nobody has filled in for years; this is what it once meant. */
    private static String phase(Node node) {
        if (node.metadata().isTerminating()) {
            return "Terminated";
        }
        return node.isReady() ? "Running" : "Pending";
    }
}
