package dev.wainwright.cloud.simulated;

import dev.wainwright.cloud.ec2.CreateFleet;
import dev.wainwright.cloud.ec2.CreateFleet.Choice;
import dev.wainwright.cloud.ec2.CreateFleet.Fleet;
import dev.wainwright.cloud.ec2.Ec2.Tag;
import dev.wainwright.cloud.ec2.Ec2Error;
import dev.wainwright.cloud.ec2.LaunchTemplate;
import dev.wainwright.runtime.chance.Chance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Sells machines: goes through what a fleet may choose from in the order of its strategy and takes as many as there are,
 * noting what each choice that gave none failed with.
 *
 * <p>How AWS weighs price against capacity is not published. Here "capacity-optimized" makes a pool look dearer by the share
 * of its machines that are interrupted in a month. Among equals, chance decides: zones cost the same on demand.
 */
final class Fleets {
    private final Market market;
    private final Pools pools;
    private final Subnets subnets;
    private final Inventory inventory;
    private final Machines machines;
    private final Ec2Settings settings;
    private final String region;
    private final Chance ties;
    private long count;
    private final TreeSet<String> closedZones = new TreeSet<>();

    private record Candidate(LaunchTemplate template, Choice choice, PoolKey pool, double rank, double tie) {}

    Fleets(
            Market market,
            Pools pools,
            Subnets subnets,
            Inventory inventory,
            Machines machines,
            Ec2Settings settings,
            String region,
            Chance chance) {
        this.market = market;
        this.pools = pools;
        this.subnets = subnets;
        this.inventory = inventory;
        this.machines = machines;
        this.settings = settings;
        this.region = region;
        this.ties = chance.of("tie");
    }

    /** Nothing is sold in a zone while it is closed. */
    void close(String zone) {
        closedZones.add(zone);
    }

    void open(String zone) {
        closedZones.remove(zone);
    }

    Fleet create(CreateFleet request, Instant now) {
        List<Candidate> candidates = candidates(request, now);
        var launched = new ArrayList<CreateFleet.Launched>();
        var shortfalls = new ArrayList<CreateFleet.Shortfall>();
        int at = 0;
        while (launched.size() < request.targetCapacity() && at < candidates.size()) {
            Candidate candidate = candidates.get(at);
            Ec2Error error = obstacle(candidate, now);
            if (error == null) {
                launched.add(launch(candidate, request, now));
            } else {
                shortfalls.add(new CreateFleet.Shortfall(error, candidate.choice()));
                at++;
            }
        }
        return new Fleet(launched, shortfalls);
    }

    private List<Candidate> candidates(CreateFleet request, Instant now) {
        var candidates = new ArrayList<Candidate>();
        long fleet = ++count;
        for (CreateFleet.Config config : request.configs()) {
            boolean reserved = !config.template().reservationId().isEmpty();
            for (Choice choice : config.overrides()) {
                var pool = new PoolKey(
                        choice.instanceType(), choice.zone(), reserved ? "reserved" : request.capacityType());
                double tie = ties.of(pool.toString()).draw(fleet);
                candidates.add(new Candidate(config.template(), choice, pool, rank(request, choice, pool, now), tie));
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::rank).thenComparingDouble(Candidate::tie));
        return candidates;
    }

    private double rank(CreateFleet request, Choice choice, PoolKey pool, Instant now) {
        double scarcity = 1 + settings.spot().perMonth(choice.instanceType());
        return switch (request.strategy()) {
            case PRICE_CAPACITY_OPTIMIZED -> market.price(pool, now) * scarcity;
            case LOWEST_PRICE -> market.price(pool, now);
            case PRIORITIZED -> choice.priority();
            case CAPACITY_OPTIMIZED_PRIORITIZED -> choice.priority() * scarcity;
        };
    }

    private @Nullable Ec2Error obstacle(Candidate candidate, Instant now) {
        PoolKey pool = candidate.pool();
        String reservation = candidate.template().reservationId();
        if (reservation.isEmpty() && !market.sells(pool)) {
            return new Ec2Error(
                    Ec2Error.UNSUPPORTED,
                    "Your requested instance type (" + pool.instanceType()
                            + ") is not supported in your requested Availability Zone (" + pool.zone() + ").");
        }
        if (closedZones.contains(pool.zone()) || (reservation.isEmpty() && pools.isDry(pool, now))) {
            return new Ec2Error(
                    Ec2Error.INSUFFICIENT_CAPACITY,
                    "There is not enough " + pool.capacityType() + " capacity for " + pool.instanceType() + " in "
                            + pool.zone() + ".");
        }
        if (!reservation.isEmpty() && inventory.leftIn(reservation) <= 0) {
            return new Ec2Error(
                    Ec2Error.RESERVATION_EXCEEDED, "The capacity reservation " + reservation + " is used up.");
        }
        if (!subnets.has(candidate.choice().subnetId(), settings.addressesPerMachine())) {
            return new Ec2Error(
                    Ec2Error.NO_FREE_ADDRESSES,
                    "There are not enough free addresses in subnet "
                            + candidate.choice().subnetId() + ".");
        }
        return null;
    }

    private CreateFleet.Launched launch(Candidate candidate, CreateFleet request, Instant now) {
        PoolKey pool = candidate.pool();
        LaunchTemplate template = candidate.template();
        pools.take(pool);
        inventory.reserve(template.reservationId(), 1);
        subnets.take(candidate.choice().subnetId(), settings.addressesPerMachine());
        var machine = new Machine(
                machines.nextId(),
                pool.instanceType(),
                pool.zone(),
                pool.capacityType(),
                machines.nextNodeName(region),
                now,
                template);
        machines.launch(machine, pool, candidate.choice().subnetId(), tags(request.tags()));
        return new CreateFleet.Launched(machine.id(), candidate.choice(), template.imageId());
    }

    /** What a machine of an earlier process takes from others. */
    void takeAgain(LiveMachine machine) {
        pools.take(machine.pool());
        inventory.reserve(machine.facts().template().reservationId(), 1);
        subnets.take(machine.subnetId(), settings.addressesPerMachine());
    }

    /** What a machine that ends leaves to others. */
    void giveBack(LiveMachine machine) {
        pools.giveBack(machine.pool());
        inventory.reserve(machine.facts().template().reservationId(), -1);
        subnets.take(machine.subnetId(), -settings.addressesPerMachine());
    }

    private static SortedMap<String, String> tags(List<Tag> tags) {
        var byKey = new TreeMap<String, String>();
        tags.forEach(tag -> byKey.put(tag.key(), tag.value()));
        return byKey;
    }
}
