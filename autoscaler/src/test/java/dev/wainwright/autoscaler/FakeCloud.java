package dev.wainwright.autoscaler;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.karpenter.NodeRequirement;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cloud.provider.CloudProvider;
import dev.wainwright.cloud.provider.Deletion;
import dev.wainwright.cloud.provider.Launch;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Effect.Call;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** A cloud with three sizes of machine in two zones, on demand and spot, that join after half a minute. */
final class FakeCloud implements CloudProvider {
    private static final Duration JOIN = Duration.ofSeconds(30);
    private static final List<String> ZONES = List.of("zone-a", "zone-b");

    private final Driver driver;
    private final ObjectStore store;
    private final Map<String, NodeClaim> machines = new TreeMap<>();
    private final Map<String, String> byClaim = new HashMap<>();
    private final Set<String> dry = new HashSet<>();
    private List<InstanceType> types;
    boolean joins = true;
    int launches;

    FakeCloud(Driver driver, ObjectStore store) {
        this.driver = driver;
        this.store = store;
        this.types = types();
    }

    private List<InstanceType> types() {
        return List.of(type("small", 2, 0.10), type("medium", 4, 0.19), type("large", 8, 0.37));
    }

    private InstanceType type(String name, int cpus, double price) {
        var offerings = new ArrayList<Offering>();
        for (String zone : ZONES) {
            for (String capacity : List.of(Labels.ON_DEMAND, Labels.SPOT)) {
                offerings.add(new Offering(
                        Requirements.of(
                                Requirement.in(Labels.ZONE, zone), Requirement.in(Labels.CAPACITY_TYPE, capacity)),
                        capacity.equals(Labels.SPOT) ? price * 0.4 : price,
                        false,
                        !dry.contains(name + "/" + capacity),
                        OptionalInt.empty()));
            }
        }
        return new InstanceType(
                name,
                Requirements.of(
                        Requirement.in(Labels.INSTANCE_TYPE, name),
                        Requirement.in(Labels.ARCH, "amd64"),
                        Requirement.in(Labels.OS, "linux"),
                        Requirement.in(Labels.ZONE, ZONES.toArray(String[]::new)),
                        Requirement.in(Labels.CAPACITY_TYPE, Labels.ON_DEMAND, Labels.SPOT)),
                offerings,
                Resources.of(
                        Map.of(Resources.CPU, cpus * 1000L, Resources.MEMORY, (long) cpus << 32, Resources.PODS, 50L)),
                Resources.NONE);
    }

    /** From now on there is none of this type left, in no zone. */
    void runDry(String type, String capacityType) {
        dry.add(type + "/" + capacityType);
    }

    /** The machine behind a claim disappears. */
    void lose(NodeClaim claim) {
        machines.remove(claim.status().providerID());
    }

    Set<String> machines() {
        return machines.keySet();
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public List<Class<? extends KubeObject>> nodeClasses() {
        return List.of(Ec2NodeClass.class);
    }

    @Override
    public List<InstanceType> instanceTypes(NodePool pool, Snapshot known) {
        return types;
    }

    @Override
    public Call create(NodeClaim claim, Snapshot known) {
        return Call.of("create", () -> Result.ok(launch(claim)));
    }

    private Launch launch(NodeClaim claim) {
        String known = byClaim.get(claim.metadata().uid());
        if (known != null && machines.containsKey(known)) {
            return new Launch.Launched(machines.get(known));
        }
        Requirements wanted = Requirements.of(claim.spec().requirements().stream()
                .map(NodeRequirement::toRequirement)
                .toList());
        InstanceType best = null;
        Offering offer = null;
        for (InstanceType type : types()) {
            for (Offering each : type.offerings()) {
                boolean fits = wanted.get(Labels.INSTANCE_TYPE).allows(type.name())
                        && each.requirements().intersects(wanted)
                        && each.available();
                if (fits && (offer == null || each.price() < offer.price())) {
                    best = type;
                    offer = each;
                }
            }
        }
        if (best == null || offer == null) {
            types = types();
            return new Launch.InsufficientCapacity("all requested types are dry");
        }
        return new Launch.Launched(started(claim, best, offer));
    }

    private NodeClaim started(NodeClaim claim, InstanceType type, Offering offer) {
        String id = "fake:///" + offer.zone() + "/i-" + ++launches;
        var labels = Map.of(
                Labels.INSTANCE_TYPE, type.name(),
                Labels.ZONE, offer.zone(),
                Labels.CAPACITY_TYPE, offer.capacityType(),
                Labels.NODE_POOL, claim.metadata().labels().getOrDefault(Labels.NODE_POOL, ""),
                Labels.ARCH, "amd64",
                Labels.OS, "linux");
        var quantities = type.capacity().toQuantities();
        ObjectMeta metadata =
                ObjectMeta.named("", claim.name()).withLabels(labels).withIdentity("", driver.now());
        var status = new NodeClaim.Status("", id, "ami-1", quantities, quantities, List.of(), null);
        var machine = new NodeClaim(metadata, claim.spec(), status, Tree.Mapping.EMPTY);
        machines.put(id, machine);
        byClaim.put(claim.metadata().uid(), id);
        driver.after(JOIN, () -> {
            if (joins && machines.containsKey(id)) {
                join(machine);
            }
        });
        return machine;
    }

    private void join(NodeClaim machine) {
        var taint = new Taint("karpenter.sh/unregistered", "", Effect.NO_EXECUTE);
        String name = "ip-" + machine.status().providerID().replaceAll(".*-", "");
        var labels = new HashMap<>(machine.metadata().labels());
        labels.put(Labels.HOSTNAME, name);
        store.write(Write.create(new Node(
                        ObjectMeta.named("", name).withLabels(labels),
                        new Node.Spec(machine.status().providerID(), null, List.of(taint)),
                        new Node.Status(
                                machine.status().capacity(),
                                machine.status().allocatable(),
                                List.of(new Condition("Ready", "True", "", "", driver.now(), null))),
                        Tree.Mapping.EMPTY)))
                .orThrow();
    }

    @Override
    public Call delete(NodeClaim claim) {
        return Call.of("delete", () -> {
            String id = claim.status().providerID().isEmpty()
                    ? byClaim.getOrDefault(claim.metadata().uid(), "")
                    : claim.status().providerID();
            return Result.ok(machines.remove(id) == null ? Deletion.GONE : Deletion.TRIGGERED);
        });
    }

    @Override
    public Call list() {
        return Call.of("list", () -> Result.ok(List.copyOf(machines.values())));
    }
}
