package dev.wainwright.cloud.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is done to a simulated EC2 from outside, at once and for good until something else is said. */
public final class Script {
    private final Timeline timeline;
    private final Pools pools;
    private final Market market;
    private final Machines machines;
    private final Fleets fleets;
    private final Inventory inventory;
    private final Throttle throttle;
    private final SortedMap<String, Instant> shifts = new TreeMap<>();

    Script(
            Timeline timeline,
            Pools pools,
            Market market,
            Machines machines,
            Fleets fleets,
            Inventory inventory,
            Throttle throttle) {
        this.timeline = timeline;
        this.pools = pools;
        this.market = market;
        this.machines = machines;
        this.fleets = fleets;
        this.inventory = inventory;
        this.throttle = throttle;
    }

    /** Nothing is left in these pools; what runs goes on. */
    public void dry(PoolSelector selector) {
        limit(selector, 0);
    }

    /** So many more machines can be had from each of these pools; one that ends makes room for another. */
    public void limit(PoolSelector selector, int left) {
        synchronized (timeline) {
            pools.set(selector, left);
        }
    }

    /** These pools have as much as anybody wants. */
    public void refill(PoolSelector selector) {
        synchronized (timeline) {
            pools.refill(selector);
        }
    }

    /** Takes back spot machines, with two minutes' notice; returns how many got it. */
    public int interrupt(PoolSelector selector) {
        synchronized (timeline) {
            List<LiveMachine> chosen = chosen(selector);
            chosen.forEach(machines::interrupt);
            return chosen.size();
        }
    }

    /** Takes back one machine; whether there is such a one. */
    public boolean interrupt(String instanceId) {
        synchronized (timeline) {
            var machine = machines.find(instanceId);
            machine.ifPresent(machines::interrupt);
            return machine.isPresent();
        }
    }

    public void recommendRebalance(PoolSelector selector) {
        synchronized (timeline) {
            chosen(selector).forEach(machines::recommendRebalance);
        }
    }

    /** A machine breaks: it is gone at once. */
    public boolean breakDown(String instanceId) {
        synchronized (timeline) {
            var machine = machines.find(instanceId);
            machine.ifPresent(each -> machines.end(each, "broken"));
            return machine.isPresent();
        }
    }

    /** Multiplies spot prices from now on; 1 for the market's own. */
    public void multiplySpotPrices(PoolSelector selector, double factor) {
        synchronized (timeline) {
            market.multiply(selector, factor, timeline.now());
        }
    }

    /** What happens to the machines of a zone that goes down. */
    public enum Outage {
        /** They are gone. */
        DESTROYED,
        /** They run on where nobody can reach them. */
        UNREACHABLE
    }

    /** A zone goes down: nothing can be launched in it. */
    public void zoneDown(String zone, Outage outage) {
        synchronized (timeline) {
            fleets.close(zone);
            if (outage == Outage.UNREACHABLE) {
                machines.isolate(zone);
            } else {
                machines.in(zone).forEach(machine -> machines.end(machine, "lost with its zone"));
            }
        }
    }

    public void zoneUp(String zone) {
        synchronized (timeline) {
            fleets.open(zone);
            machines.reconnect(zone);
        }
    }

    /** Somebody moves traffic away from a zone, for a while (ARC zonal shift); the zone itself need not be ill. */
    public void shiftAway(String zone, Duration time) {
        synchronized (timeline) {
            shifts.put(SimulatedRegion.zoneId(zone), timeline.now().plus(time));
        }
    }

    public void shiftBack(String zone) {
        synchronized (timeline) {
            shifts.remove(SimulatedRegion.zoneId(zone));
        }
    }

    List<String> shiftedZones() {
        Instant now = timeline.now();
        return shifts.entrySet().stream()
                .filter(shift -> shift.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Other request limits than before. */
    public void limitRequests(Limits limits) {
        synchronized (timeline) {
            throttle.replace(limits);
        }
    }

    /** AWS publishes new images. */
    public void releaseImages() {
        synchronized (timeline) {
            inventory.releaseImages();
        }
    }

    /** From now on these pools are dry when the trace says so, and what runs in them gets its notice then. */
    public void follow(AvailabilityTrace trace, PoolSelector selector) {
        synchronized (timeline) {
            if (!trace.isAvailable(0)) {
                close(selector);
            }
            awaitChange(trace, selector, 0);
        }
    }

    private void awaitChange(AvailabilityTrace trace, PoolSelector selector, int sample) {
        int next = trace.nextChange(sample);
        if (next < 0) {
            return;
        }
        timeline.after(trace.at(next).minus(trace.at(sample)), () -> {
            if (trace.isAvailable(next)) {
                pools.refill(selector);
            } else {
                close(selector);
            }
            awaitChange(trace, selector, next);
        });
    }

    private void close(PoolSelector selector) {
        pools.set(selector, 0);
        chosen(selector).forEach(machines::interrupt);
    }

    private List<LiveMachine> chosen(PoolSelector selector) {
        return machines.all().stream()
                .filter(machine -> SimulatedEc2.isSpot(machine) && selector.matches(machine.pool()))
                .toList();
    }
}
