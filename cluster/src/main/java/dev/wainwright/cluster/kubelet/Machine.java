package dev.wainwright.cluster.kubelet;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod.Status.Address;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.runtime.store.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One machine: its images, and the pods that run on it whatever its API objects say. */
final class Machine {
    private static final String ADDRESSES = "addresses";

    final String name;
    private final List<Address> hostIps;
    final int number;
    final Instant readyAt;
    final double slowness;
    private final ImagePulls pulls;
    private final Map<String, Instant> images = new HashMap<>();
    final Map<ObjectKey, PodRun> pods = new HashMap<>();
    private final BitSet addresses = new BitSet();
    private Resources used = Resources.NONE;
    private Instant pullerFree = Instant.MIN;
    private int nextAddress;

    @Nullable
    Instant leftAt;

    /** When it was taken over from an earlier process, whose pods run on. */
    @Nullable
    Instant resumedAt;

    Machine(Node node, int number, Instant joined, Instant readyAt, double slowness, ImagePulls pulls) {
        this.name = node.name();
        this.hostIps = hostIps(node, number);
        this.number = number;
        this.readyAt = readyAt;
        this.slowness = slowness;
        this.pulls = pulls;
        pulls.prePulled().forEach(image -> images.put(image, joined));
    }

    boolean isThere() {
        return leftAt == null;
    }

    /** When the image is on the machine, if it is wanted from {@code from} on; begins to pull it if need be. */
    Instant image(String image, Instant from) {
        return images.computeIfAbsent(image, any -> {
            Instant start = pullerFree.isAfter(from) ? pullerFree : from;
            pullerFree = start.plus(slowed(pulls.time(image)));
            return pullerFree;
        });
    }

    Duration slowed(Duration usual) {
        return slowness == 1 ? usual : Duration.ofNanos(Math.round(usual.toNanos() * slowness));
    }

    Resources used() {
        return used;
    }

    void add(ObjectKey key, PodRun run) {
        pods.put(key, run);
        used = used.plus(run.requests());
    }

    void remove(ObjectKey key) {
        PodRun run = pods.remove(key);
        if (run != null) {
            release(run);
        }
    }

    /** Forgets pods that went while nobody looked. */
    void keepOnly(Predicate<ObjectKey> isThere) {
        List.copyOf(pods.keySet()).stream().filter(key -> !isThere.test(key)).forEach(this::remove);
    }

    /** The pod is at its end: it holds nothing any more. */
    void release(PodRun run) {
        if (run.isHolding()) {
            run.letGo();
            used = used.minus(run.requests());
            addresses.clear(run.address());
        }
    }

    /** The address that the pod had on this machine, if it had one; otherwise another. */
    int takeAddress(String formerIp) {
        OptionalInt former = host(formerIp);
        boolean isOurs = former.isPresent() && former.getAsInt() >> 12 == number;
        int address = isOurs ? former.getAsInt() & 4095 : 0;
        if (!isOurs || addresses.get(address)) {
            return takeAddress();
        }
        addresses.set(address);
        nextAddress = Math.max(nextAddress, address);
        return address;
    }

    /** The number of the machine that gave out this address, if one of ours did. */
    static OptionalInt number(String podIp) {
        OptionalInt host = host(podIp);
        return host.isPresent() ? OptionalInt.of(host.getAsInt() >> 12) : host;
    }

    private static OptionalInt host(String podIp) {
        if (!podIp.matches("10(\\.\\d{1,3}){3}")) {
            return OptionalInt.empty();
        }
        String[] parts = podIp.split("\\.", -1);
        int high = Integer.parseInt(parts[1]) - 64;
        return high < 0
                ? OptionalInt.empty()
                : OptionalInt.of(high << 16 | Integer.parseInt(parts[2]) << 8 | Integer.parseInt(parts[3]));
    }

    /** The lowest free address of the machine's range comes last, so that addresses are not reused at once. */
    int takeAddress() {
        do {
            nextAddress = nextAddress % 4094 + 1;
        } while (addresses.get(nextAddress));
        addresses.set(nextAddress);
        return nextAddress;
    }

    String podIp(int address) {
        int host = (number << 12) + address;
        return "10." + (64 + (host >> 16 & 0xbf)) + '.' + (host >> 8 & 0xff) + '.' + (host & 0xff);
    }

    String hostIp() {
        return hostIps.getFirst().ip();
    }

    List<Address> hostIps() {
        return hostIps;
    }

    /** What no record models of the node, with the machine's address and description if it has none yet. */
    Tree.Mapping described(Node node) {
        Tree.Mapping rest = NodeInfo.in(node);
        Tree.Mapping status = rest.mapping("status");
        if (!status.items(ADDRESSES).isEmpty()) {
            return rest;
        }
        Tree address =
                new Fields().put("type", "InternalIP").put("address", hostIp()).build();
        return rest.with("status", status.with(ADDRESSES, Fields.sequence(List.of(address))));
    }

    /** The node's own address, if it has one; otherwise one of our making. */
    private static List<Address> hostIps(Node node, int number) {
        for (Tree each : node.rest().mapping("status").items(ADDRESSES)) {
            if (each instanceof Tree.Mapping address && address.text("type", "").equals("InternalIP")) {
                return List.of(new Address(address.text("address", "")));
            }
        }
        int host = number + 1;
        return List.of(new Address("192.168." + (host >> 8 & 0xff) + "." + (host & 0xff)));
    }
}
