package dev.wainwright.cloud.simulated;

import dev.wainwright.cloud.catalog.CatalogOptions;
import dev.wainwright.cloud.ec2.CreateFleet;
import dev.wainwright.cloud.ec2.Ec2;
import dev.wainwright.cloud.ec2.Ec2Error;
import dev.wainwright.cloud.ec2.EventQueue;
import dev.wainwright.cloud.ec2.Instance;
import dev.wainwright.cloud.ec2.Response;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.runtime.chance.Chance;
import dev.wainwright.runtime.chance.Distribution;
import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * EC2 in this process. What it is asked comes through {@link Ec2}; what befalls it, through {@link #script()}; what becomes
 * of its machines, it tells its {@link MachineListener}.
 */
public final class SimulatedEc2 implements Ec2 {
    private static final int REMEMBERED_TOKENS = 10_000;

    private final Timeline timeline;
    private final Ec2Settings settings;
    private final Chance chance;
    private final Throttle throttle;
    private final Messages messages;
    private final Machines machines;
    private final Market market;
    private final Ledger ledger;
    private final Inventory inventory;
    private final Fleets fleets;
    private final Script script;
    private final MachineKeeper keeper;
    private final LinkedHashMap<String, Sale> sales = new LinkedHashMap<>();
    private final TreeMap<String, Long> counts = new TreeMap<>();
    private long requests;

    private record Sale(CreateFleet request, CreateFleet.Fleet fleet) {}

    /**
     * @param region what there is to buy and to find
     * @param spotPrices which world of modelled spot prices the catalogue is asked for
     */
    public SimulatedEc2(
            Driver driver,
            long seed,
            SimulatedRegion region,
            CatalogOptions spotPrices,
            Ec2Settings settings,
            MachineListener listener) {
        this(driver, seed, region, spotPrices, settings, listener, MachineKeeper.NONE);
    }

    /**
     * @param region what there is to buy and to find
     * @param spotPrices which world of modelled spot prices the catalogue is asked for
     * @param keeper remembers the machines; those of earlier go on when {@link #resume} is called
     */
    public SimulatedEc2(
            Driver driver,
            long seed,
            SimulatedRegion region,
            CatalogOptions spotPrices,
            Ec2Settings settings,
            MachineListener listener,
            MachineKeeper keeper) {
        this.keeper = keeper;
        this.timeline = new Timeline(driver);
        this.settings = settings;
        this.chance = Chance.of(seed).of("ec2");
        this.throttle = new Throttle(settings.limits());
        this.messages = new Messages(
                timeline, region.catalog().region(), settings.stages().event(), chance);
        this.market = new Market(region.catalog(), spotPrices, chance, settings.spotVolatility(), settings.priceStep());
        this.ledger = new Ledger(market);
        var subnets = new Subnets(region.subnets());
        this.inventory = new Inventory(region, subnets, chance);
        var pools = new Pools(chance, settings.droughts());
        var shapes = new Shapes(region.catalog(), settings.memoryOverhead());
        this.machines = new Machines(timeline, settings, chance, shapes, messages, listener, this::released, keeper);
        this.fleets = new Fleets(
                market,
                pools,
                subnets,
                inventory,
                machines,
                settings,
                region.catalog().region(),
                chance);
        this.script = new Script(timeline, pools, market, machines, fleets, inventory, throttle);
    }

    /**
     * Goes on with the machines of an earlier process, to be called once and first of all. What they had left of the stage
     * that they were in is left still; what they have cost before is not in the bill.
     */
    public void resume() {
        synchronized (timeline) {
            for (KeptMachine kept : keeper.machines()) {
                LiveMachine machine = machines.resume(kept);
                if (!machine.isEnding()) {
                    fleets.takeAgain(machine);
                }
            }
        }
    }

    /** What somebody from outside does to this EC2. */
    public Script script() {
        return script;
    }

    /** Where AWS's events about instances arrive. */
    public EventQueue events() {
        return messages;
    }

    /** What all machines have cost until now. */
    public Bill bill() {
        synchronized (timeline) {
            return ledger.bill(machines.all(), timeline.now());
        }
    }

    /** What the machines that run now cost, in US dollars per hour. */
    public double dollarsPerHour() {
        synchronized (timeline) {
            return machines.all().stream()
                    .filter(machine -> machine.runningSince() != null)
                    .mapToDouble(machine -> market.price(machine.pool(), timeline.now()))
                    .sum();
        }
    }

    /** Every machine that is not gone, as EC2 itself knows it, in the order in which they were sold. */
    public List<Instance> instances() {
        synchronized (timeline) {
            return machines.all().stream().map(LiveMachine::instance).toList();
        }
    }

    /** How often an operation has been asked for until now, refused requests included. */
    public long requests(String operation) {
        synchronized (timeline) {
            return counts.getOrDefault(operation, 0L);
        }
    }

    private void released(LiveMachine machine) {
        fleets.giveBack(machine);
        var since = machine.runningSince();
        if (since != null) {
            ledger.close(machine.pool(), since, timeline.now());
        }
    }

    @Override
    public void createFleet(CreateFleet request, Consumer<Response<CreateFleet.Fleet>> answer) {
        ask("CreateFleet", settings.stages().fleet(), () -> sell(request), answer);
    }

    private Response<CreateFleet.Fleet> sell(CreateFleet request) {
        Sale known = sales.get(request.clientToken());
        if (known != null) {
            return known.request().equals(request)
                    ? Response.ok(known.fleet())
                    : Response.failed(
                            Ec2Error.TOKEN_MISMATCH,
                            "The client token " + request.clientToken() + " was used with other parameters.");
        }
        CreateFleet.Fleet fleet = fleets.create(request, timeline.now());
        if (!request.clientToken().isEmpty()) {
            sales.put(request.clientToken(), new Sale(request, fleet));
            if (sales.size() > REMEMBERED_TOKENS) {
                sales.pollFirstEntry();
            }
        }
        return Response.ok(fleet);
    }

    @Override
    public void describeInstances(InstanceQuery query, Consumer<Response<List<Instance>>> answer) {
        ask("DescribeInstances", settings.stages().call(), () -> shown(query), answer);
    }

    private Response<List<Instance>> shown(InstanceQuery query) {
        if (query.ids().isEmpty()) {
            return Response.ok(machines.shown().stream()
                    .filter(instance ->
                            query.filters().stream().allMatch(filter -> Inventory.isTagged(instance.tags(), filter)))
                    .toList());
        }
        var visible = new HashMap<String, Instance>();
        query.ids()
                .forEach(id -> machines.find(id)
                        .filter(machine -> machine.isVisible(timeline.now()))
                        .ifPresent(machine -> visible.put(id, machine.instance())));
        List<String> missing =
                query.ids().stream().filter(id -> !visible.containsKey(id)).toList();
        return missing.isEmpty()
                ? Response.ok(query.ids().stream()
                        .distinct()
                        .map(visible::get)
                        .filter(Objects::nonNull)
                        .toList())
                : notFound(missing);
    }

    @Override
    public void terminateInstances(List<String> ids, Consumer<Response<List<String>>> answer) {
        ask("TerminateInstances", settings.stages().call(), () -> terminate(ids), answer);
    }

    private Response<List<String>> terminate(List<String> ids) {
        List<String> missing = ids.stream()
                .filter(id -> machines.find(id)
                        .filter(machine -> machine.isVisible(timeline.now()))
                        .isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            return notFound(missing);
        }
        ids.forEach(id -> machines.find(id).ifPresent(machines::terminate));
        return Response.ok(ids);
    }

    private static <T> Response<T> notFound(List<String> ids) {
        return Response.failed(
                Ec2Error.INSTANCE_NOT_FOUND, "The instance IDs '" + String.join(", ", ids) + "' do not exist");
    }

    @Override
    public void createTags(List<String> ids, List<Tag> tags, Consumer<Response<Boolean>> answer) {
        Map<String, String> byKey = new LinkedHashMap<>();
        tags.forEach(tag -> byKey.put(tag.key(), tag.value()));
        ask(
                "CreateTags",
                settings.stages().call(),
                () -> {
                    ids.forEach(id -> machines.tag(id, byKey));
                    return Response.ok(true);
                },
                answer);
    }

    @Override
    public void describeSubnets(List<Filter> filters, Consumer<Response<List<Subnet>>> answer) {
        list("DescribeSubnets", () -> inventory.subnets(filters), answer);
    }

    @Override
    public void describeSecurityGroups(List<Filter> filters, Consumer<Response<List<SecurityGroup>>> answer) {
        list("DescribeSecurityGroups", () -> inventory.securityGroups(filters), answer);
    }

    @Override
    public void describeImages(List<Filter> filters, List<String> owners, Consumer<Response<List<Image>>> answer) {
        list("DescribeImages", () -> inventory.images(filters), answer);
    }

    @Override
    public void describeCapacityReservations(
            List<Filter> filters, Consumer<Response<List<CapacityReservation>>> answer) {
        list("DescribeCapacityReservations", () -> inventory.reservations(filters), answer);
    }

    /** What spot capacity costs now, without the detour of a request. */
    public List<SpotPrice> spotPrices() {
        synchronized (timeline) {
            return market.spotPrices(timeline.now());
        }
    }

    @Override
    public void describeSpotPrices(Consumer<Response<List<SpotPrice>>> answer) {
        list("DescribeSpotPriceHistory", () -> market.spotPrices(timeline.now()), answer);
    }

    @Override
    public void getParameter(String name, Consumer<Response<String>> answer) {
        ask("GetParameter", settings.stages().call(), () -> Response.ok(inventory.imageParameter(name)), answer);
    }

    @Override
    public void shiftedZones(Consumer<Response<List<String>>> answer) {
        list("GetManagedResource", script::shiftedZones, answer);
    }

    private <T> void list(String operation, Supplier<List<T>> items, Consumer<Response<List<T>>> answer) {
        ask(operation, settings.stages().call(), () -> Response.ok(items.get()), answer);
    }

    /** Half of a request's time passes on the way there. */
    private <T> void ask(
            String operation, Distribution latency, Supplier<Response<T>> work, Consumer<Response<T>> answer) {
        synchronized (timeline) {
            long request = ++requests;
            counts.merge(operation, 1L, Long::sum);
            if (!throttle.admits(operation, timeline.now())) {
                answer(Duration.ZERO, answer, Response.failed(Ec2Error.THROTTLED, "Request limit exceeded."));
                return;
            }
            Duration half = latency.at(chance.of("latency").draw(request)).dividedBy(2);
            double luck = chance.of("failure").draw(request);
            timeline.after(half, () -> {
                boolean fails = luck < settings.failures();
                boolean works = !fails || luck < settings.failures() / 2;
                Response<T> response = works ? work.get() : Response.failed(Ec2Error.INTERNAL, "");
                answer(
                        half,
                        answer,
                        fails ? Response.failed(Ec2Error.INTERNAL, "An internal error occurred.") : response);
            });
        }
    }

    private <T> void answer(Duration delay, Consumer<Response<T>> answer, Response<T> response) {
        timeline.tell(delay, () -> answer.accept(response));
    }

    /** Spot machines and their pools go by the name. */
    static boolean isSpot(LiveMachine machine) {
        return machine.facts().capacityType().equals(Labels.SPOT);
    }
}
