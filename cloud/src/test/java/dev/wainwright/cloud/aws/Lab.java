package dev.wainwright.cloud.aws;

import dev.wainwright.api.Kind;
import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodeClassReference;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.karpenter.NodeRequirement;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.catalog.CatalogOptions;
import dev.wainwright.cloud.ec2.Ec2;
import dev.wainwright.cloud.provider.CloudProvider;
import dev.wainwright.cloud.provider.Deletion;
import dev.wainwright.cloud.provider.Launch;
import dev.wainwright.cloud.simulated.Ec2Settings;
import dev.wainwright.cloud.simulated.Machine;
import dev.wainwright.cloud.simulated.MachineListener;
import dev.wainwright.cloud.simulated.SimulatedEc2;
import dev.wainwright.cloud.simulated.SimulatedRegion;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.requirement.Operator;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Effect;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.virtual.VirtualDriver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A provider over a simulated EC2 in virtual time, a node class that is ready, and claims to be launched. */
@SuppressWarnings("NullAway")
public final class Lab {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    public static final Catalog CATALOG = Catalog.embedded();
    private static final CatalogOptions OPTIONS = CatalogOptions.DEFAULT;

    public final VirtualDriver driver = new VirtualDriver(START);
    public final List<String> history = new ArrayList<>();
    public final SimulatedEc2 ec2;
    private final SimulatedRegion region;
    private Ec2NodeClass nodeClass;
    private AwsCloudProvider provider;
    private final List<NodeClaim> claims = new ArrayList<>();
    private int count;

    public Lab(Ec2Settings settings) {
        this(settings, 1, SimulatedRegion.of(CATALOG));
    }

    public Lab(Ec2Settings settings, long seed, SimulatedRegion region) {
        this.region = region;
        this.ec2 = new SimulatedEc2(driver, seed, region, OPTIONS, settings, new Historian());
        this.nodeClass = readyNodeClass(region.subnets());
        this.provider = newProvider();
    }

    private AwsCloudProvider newProvider() {
        return new AwsCloudProvider(driver, ec2, CATALOG, AwsSettings.of("lab"));
    }

    public static Lab calm() {
        return new Lab(Ec2Settings.CALM);
    }

    /** The provider looks for zones that traffic has been shifted away from. */
    public Lab withZonalShift() {
        provider.stop();
        provider =
                new AwsCloudProvider(driver, ec2, CATALOG, AwsSettings.of("lab").withZonalShift());
        provider.start();
        return this;
    }

    /** Why a machine is not ended. */
    public String refused(NodeClaim claim) {
        var awaited = run(provider.delete(claim), Deletion.class);
        driver.runUntil(awaited::isThere, Duration.ofMinutes(10));
        return Objects.requireNonNull(awaited.result).refusal().orElseThrow().message();
    }

    /** The process dies and another one starts. */
    public void restart() {
        provider.stop();
        provider = newProvider();
    }

    public AwsCloudProvider provider() {
        return provider;
    }

    public Ec2NodeClass nodeClass() {
        return nodeClass;
    }

    public void nodeClass(Ec2NodeClass other) {
        nodeClass = other;
    }

    /** Something with two CPUs and room for one small pod. */
    public NodeClaim claim(NodeRequirement... requirements) {
        return claimOfTeam("a", requirements);
    }

    /** Claims of different teams differ in a label, so they cannot share a fleet. */
    public NodeClaim claimOfTeam(String team, NodeRequirement... requirements) {
        count++;
        var metadata = ObjectMeta.named("", "claim-" + count)
                .withIdentity("uid-" + count, driver.now())
                .withLabels(Map.of(Labels.NODE_POOL, "default", "team", team));
        var spec = new NodeClaim.Spec(
                new NodeClassReference("karpenter.k8s.aws", "EC2NodeClass", "default"),
                List.of(requirements),
                Map.of("cpu", Quantity.parse("1"), "memory", Quantity.parse("1Gi")),
                List.of(),
                List.of(),
                null,
                null);
        var status = new NodeClaim.Status("", "", "", Map.of(), Map.of(), List.of(), null);
        return new NodeClaim(metadata, spec, status, Tree.Mapping.EMPTY);
    }

    public static NodeRequirement in(String key, String... values) {
        return new NodeRequirement(key, Operator.IN, List.of(values), null);
    }

    public static NodeRequirement type(String... names) {
        return in(Labels.INSTANCE_TYPE, names);
    }

    public static NodeRequirement zone(String... names) {
        return in(Labels.ZONE, names);
    }

    public static NodeRequirement capacityType(String... names) {
        return in(Labels.CAPACITY_TYPE, names);
    }

    /** What became of a call, once it is known. */
    public static final class Awaited<T> {
        private final Class<T> type;
        private @Nullable Result<?> result;

        Awaited(Class<T> type) {
            this.type = type;
        }

        public boolean isThere() {
            return result != null;
        }

        public T get() {
            if (result == null) {
                throw new IllegalStateException("no answer yet");
            }
            return type.cast(result.orThrow());
        }
    }

    public Awaited<Launch> create(NodeClaim claim) {
        return run(provider.create(claim, snapshot()), Launch.class);
    }

    /** Creates, and lets time pass until there is an answer. */
    public Launch created(NodeClaim claim) {
        return await(create(claim));
    }

    public NodeClaim launched(NodeRequirement... requirements) {
        return claimOf(created(claim(requirements)));
    }

    public static NodeClaim claimOf(Launch launch) {
        if (launch instanceof Launch.Launched launched) {
            return launched.claim();
        }
        throw new AssertionError("not launched: " + launch);
    }

    public Deletion deleted(NodeClaim claim) {
        return await(run(provider.delete(claim), Deletion.class));
    }

    @SuppressWarnings("unchecked")
    public List<NodeClaim> listed() {
        return await(run(provider.list(), List.class));
    }

    public <T> T await(Awaited<T> awaited) {
        driver.runUntil(awaited::isThere, Duration.ofMinutes(10));
        return awaited.get();
    }

    public static <T> Awaited<T> run(Effect.Call call, Class<T> type) {
        var awaited = new Awaited<T>(type);
        call.body().accept(result -> {
            if (awaited.result != null) {
                throw new AssertionError("answered twice");
            }
            awaited.result = result;
        });
        return awaited;
    }

    /** The claim has been written to the store as it was launched. */
    public void store(NodeClaim claim) {
        claims.add(claim);
    }

    public List<InstanceType> types() {
        return provider.instanceTypes(POOL, snapshot());
    }

    public Offering offering(String type, String zone, String capacityType) {
        return types().stream()
                .filter(each -> each.name().equals(type))
                .flatMap(each -> each.offerings().stream())
                .filter(each -> each.zone().equals(zone) && each.capacityType().equals(capacityType))
                .findFirst()
                .orElseThrow();
    }

    public void passes(Duration time) {
        driver.runFor(time);
    }

    public static String instanceId(NodeClaim claim) {
        return AwsCloudProvider.instanceId(claim.status().providerID());
    }

    private static final NodePool POOL = new NodePool(
            ObjectMeta.named("", "default"),
            new NodePool.Spec(
                    new NodePool.Template(
                            null,
                            new NodePool.TemplateSpec(
                                    new NodeClassReference("karpenter.k8s.aws", "EC2NodeClass", "default"),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    null,
                                    null)),
                    null,
                    Map.of(),
                    null,
                    null),
            new NodePool.Status(Map.of(), null, List.of()),
            Tree.Mapping.EMPTY);

    /** A class of AL2023 with these subnets, ready. */
    public static Ec2NodeClass readyNodeClass(List<Ec2.Subnet> subnets) {
        var spec = new Ec2NodeClass.Spec(
                List.of(new Ec2NodeClass.SubnetSelectorTerm(Map.of("karpenter.sh/discovery", "lab"), null)),
                List.of(new Ec2NodeClass.SecurityGroupSelectorTerm(
                        Map.of("karpenter.sh/discovery", "lab"), null, null)),
                List.of(),
                List.of(new Ec2NodeClass.AmiSelectorTerm("al2023@latest", Map.of(), null, null, null, null)),
                null,
                null,
                "node-role",
                null,
                Map.of("cost", "7"),
                null,
                List.of(),
                null,
                List.of(),
                null,
                null,
                null);
        var status = new Ec2NodeClass.Status(
                subnets.stream()
                        .map(each -> new Ec2NodeClass.Subnet(each.id(), each.zone(), each.zoneId()))
                        .toList(),
                List.of(new Ec2NodeClass.SecurityGroup("sg-nodes", "nodes")),
                List.of(),
                List.of(image("ami-x86", "amd64"), image("ami-arm", "arm64")),
                "lab_profile",
                List.of(new Condition("Ready", "True", "Ready", "", START, 1L)));
        return new Ec2NodeClass(ObjectMeta.named("", "default").withGeneration(1L), spec, status, Tree.Mapping.EMPTY);
    }

    private static Ec2NodeClass.Image image(String id, String architecture) {
        return new Ec2NodeClass.Image(
                id,
                id,
                null,
                List.of(new Ec2NodeClass.ImageRequirement(Labels.ARCH, Operator.IN, List.of(architecture))));
    }

    public Snapshot snapshot() {
        return new Known();
    }

    /** The node class and the claims that have been stored. */
    private final class Known implements Snapshot {
        @Override
        public <T extends KubeObject> Optional<T> get(Class<T> type, ObjectKey key) {
            return all(type).stream()
                    .filter(each -> each.name().equals(key.name()))
                    .findFirst();
        }

        @Override
        public <T extends KubeObject> Collection<T> all(Class<T> type) {
            return (type == NodeClaim.class ? claims : List.of(nodeClass))
                    .stream().filter(type::isInstance).map(type::cast).toList();
        }

        @Override
        public <T extends KubeObject> Collection<T> in(Class<T> type, String namespace) {
            return all(type);
        }

        @Override
        public <T extends KubeObject> Collection<T> where(Index<T> index, String value) {
            return all(index.type()).stream()
                    .filter(each -> index.values().apply(each).contains(value))
                    .toList();
        }

        @Override
        public Optional<KubeObject> get(Kind kind, ObjectKey key) {
            return Optional.empty();
        }

        @Override
        public Collection<KubeObject> all(Kind kind) {
            return List.of();
        }

        @Override
        public Collection<KubeObject> in(Kind kind, String namespace) {
            return List.of();
        }
    }

    /** Writes down what happens to machines, and when. */
    private final class Historian implements MachineListener {
        private final Map<String, Integer> numbers = new HashMap<>();

        private void note(Machine machine, String what) {
            int number = numbers.computeIfAbsent(machine.id(), id -> numbers.size() + 1);
            history.add(Duration.between(START, driver.now()).toMillis() + " #" + number + " " + what);
        }

        @Override
        public void launched(Machine machine) {
            note(machine, "launched " + machine.capacityType() + " " + machine.instanceType() + " " + machine.zone());
        }

        @Override
        public void running(Machine machine) {
            note(machine, "running");
        }

        @Override
        public void joined(Machine machine, Node node) {
            note(machine, "joined");
            nodes.add(node);
        }

        @Override
        public void rebalanceRecommended(Machine machine) {
            note(machine, "rebalance");
        }

        @Override
        public void interruptionNotice(Machine machine, Instant endsAt) {
            note(machine, "notice until " + Duration.between(START, endsAt).toMillis());
        }

        @Override
        public void unreachable(Machine machine) {
            note(machine, "unreachable");
        }

        @Override
        public void reachable(Machine machine) {
            note(machine, "reachable");
        }

        @Override
        public void shuttingDown(Machine machine) {
            note(machine, "shutting down");
        }

        @Override
        public void gone(Machine machine, String why) {
            note(machine, "gone: " + why);
        }
    }

    public final List<Node> nodes = new ArrayList<>();

    public SimulatedRegion region() {
        return region;
    }

    public CloudProvider cloud() {
        return provider;
    }
}
