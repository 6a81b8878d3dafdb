package dev.wainwright.cloud.simulated;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cloud.ec2.Instance;
import dev.wainwright.cloud.ec2.Instance.State;
import dev.wainwright.runtime.chance.Chance;
import dev.wainwright.runtime.chance.Distribution;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The machines of an account, each from its sale to its end. */
final class Machines {
    private static final String TAKEN_BACK = "taken back by the spot market";
    private static final Duration NOTICE = Duration.ofMinutes(2);
    private static final double MONTH_SECONDS = 30 * 24 * 3600.0;

    /** Interruptions later than this are not waited for. */
    private static final double FORESEEABLE_SECONDS = 400 * 24 * 3600.0;

    private final Timeline timeline;
    private final Ec2Settings settings;
    private final Chance chance;
    private final Shapes shapes;
    private final Messages messages;
    private final MachineListener listener;
    private final Consumer<LiveMachine> released;
    private final MachineKeeper keeper;
    private final SequencedMap<String, LiveMachine> live = new LinkedHashMap<>();
    private final TreeSet<String> deadZones = new TreeSet<>();
    private long count;

    /**
     * @param released hears of machines that cost nothing and take no place any more
     * @param keeper remembers the machines
     */
    Machines(
            Timeline timeline,
            Ec2Settings settings,
            Chance chance,
            Shapes shapes,
            Messages messages,
            MachineListener listener,
            Consumer<LiveMachine> released,
            MachineKeeper keeper) {
        this.timeline = timeline;
        this.settings = settings;
        this.chance = chance;
        this.shapes = shapes;
        this.messages = messages;
        this.listener = listener;
        this.released = released;
        this.keeper = keeper;
        this.count = keeper.lastNumber();
    }

    /** Every machine that is not gone, in the order in which they were sold. */
    Collection<LiveMachine> all() {
        return live.values();
    }

    Optional<LiveMachine> find(String id) {
        return Optional.ofNullable(live.get(id));
    }

    /** What the next machine will be called. */
    String nextId() {
        return String.format("i-0%016x", chance.of("instance").bits(count + 1));
    }

    /** Where the next machine's address lies in the private network. */
    String nextNodeName(String region) {
        long number = count + 1;
        String address = "ip-10-%d-%d-%d".formatted(number >> 16 & 255, number >> 8 & 255, number & 255);
        return address + (region.equals("us-east-1") ? ".ec2.internal" : "." + region + ".compute.internal");
    }

    void launch(Machine facts, PoolKey pool, String subnetId, SortedMap<String, String> tags) {
        count++;
        Instant visibleFrom =
                timeline.now().plus(stage("visibility", facts, settings.stages().visibility()));
        var machine = new LiveMachine(count, facts, pool, subnetId, visibleFrom, tags);
        live.put(facts.id(), machine);
        keeper.keep(machine.kept());
        tell(each -> each.launched(facts));
        proceed(machine);
    }

    /** Goes on with a machine of an earlier process, which nobody is told about again before it reaches its next stage. */
    LiveMachine resume(KeptMachine kept) {
        LiveMachine machine = LiveMachine.of(kept);
        live.put(kept.facts().id(), machine);
        if (machine.isEnding()) {
            awaitEnd(machine);
            return machine;
        }
        if (machine.state() == State.RUNNING) {
            boot(machine);
        }
        proceed(machine);
        if (machine.isNoticed()) {
            timeline.after(NOTICE, () -> end(machine, TAKEN_BACK));
        }
        return machine;
    }

    private void proceed(LiveMachine machine) {
        Machine facts = machine.facts();
        Duration launch = stage("launch", facts, settings.stages().launch());
        timeline.after(left(launch, facts.launchedAt()), () -> run(machine));
        if (facts.capacityType().equals("spot")) {
            foreseeInterruption(machine);
        }
    }

    /** What is left of a stage that began at {@code since}. */
    private Duration left(Duration stage, Instant since) {
        Duration left = stage.minus(Duration.between(since, timeline.now()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void run(LiveMachine machine) {
        if (machine.state() != State.PENDING) {
            return;
        }
        machine.become(State.RUNNING);
        machine.runsSince(timeline.now());
        keeper.keep(machine.kept());
        tell(each -> each.running(machine.facts()));
        boot(machine);
    }

    private void boot(LiveMachine machine) {
        Machine facts = machine.facts();
        Instant since = machine.runningSince();
        Duration boot = stage("boot", facts, settings.stages().boot());
        Duration join = stage("join", facts, settings.stages().join());
        timeline.after(left(boot.plus(join), since == null ? timeline.now() : since), () -> join(machine));
    }

    private void join(LiveMachine machine) {
        if (machine.state() == State.RUNNING
                && !deadZones.contains(machine.facts().zone())) {
            Node node = shapes.node(machine.facts());
            tell(each -> each.joined(machine.facts(), node));
        }
    }

    private void foreseeInterruption(LiveMachine machine) {
        Machine facts = machine.facts();
        double rate = settings.spot().perMonth(facts.instanceType());
        Chance own = chance.of("interruption").of(facts.id());
        double seconds = -StrictMath.log(1 - own.draw(0)) * MONTH_SECONDS / rate;
        if (!(seconds < FORESEEABLE_SECONDS)) {
            return;
        }
        Duration until = Duration.ofMillis((long) (seconds * 1000));
        if (own.draw(1) < settings.spot().recommended()) {
            Duration lead = settings.spot().lead().at(own.draw(2));
            timeline.after(left(until.minus(lead), facts.launchedAt()), () -> recommendRebalance(machine));
        }
        timeline.after(left(until, facts.launchedAt()), () -> interrupt(machine));
    }

    void recommendRebalance(LiveMachine machine) {
        if (!machine.isEnding()) {
            Machine facts = machine.facts();
            messages.put("EC2 Instance Rebalance Recommendation", facts.id(), Tree.Mapping.EMPTY);
            tell(each -> each.rebalanceRecommended(facts));
        }
    }

    /** Gives the two minutes' notice; nothing the second time. */
    void interrupt(LiveMachine machine) {
        if (machine.isEnding() || !machine.notice()) {
            return;
        }
        keeper.keep(machine.kept());
        Machine facts = machine.facts();
        Instant endsAt = timeline.now().plus(NOTICE);
        messages.put(
                "EC2 Spot Instance Interruption Warning",
                facts.id(),
                Tree.Mapping.EMPTY.with("instance-action", Tree.text("terminate")));
        tell(each -> each.interruptionNotice(facts, endsAt));
        timeline.after(NOTICE, () -> end(machine, TAKEN_BACK));
    }

    /** Ends it in an orderly way; nothing when it is ending already. */
    void terminate(LiveMachine machine) {
        if (machine.isEnding()) {
            return;
        }
        machine.become(State.SHUTTING_DOWN);
        release(machine);
        keeper.keep(machine.kept());
        Machine facts = machine.facts();
        changed(facts, "shutting-down");
        tell(each -> each.shuttingDown(facts));
        awaitEnd(machine);
    }

    private void awaitEnd(LiveMachine machine) {
        Duration rest = stage("shutdown", machine.facts(), settings.stages().shutdown());
        timeline.after(rest, () -> forget(machine, "terminated"));
    }

    /** Ends it at once. */
    void end(LiveMachine machine, String why) {
        if (machine.state() == State.TERMINATED) {
            return;
        }
        if (!machine.isEnding()) {
            release(machine);
        }
        changed(machine.facts(), "terminated");
        forget(machine, why);
    }

    private void release(LiveMachine machine) {
        released.accept(machine);
        machine.runsSince(null);
    }

    private void forget(LiveMachine machine, String why) {
        if (machine.state() != State.TERMINATED) {
            machine.become(State.TERMINATED);
            live.remove(machine.facts().id());
            keeper.drop(machine.facts().id());
            tell(each -> each.gone(machine.facts(), why));
        }
    }

    /** Machines in a zone that cannot be reached do not join; those that had to meanwhile join when it comes back. */
    void isolate(String zone) {
        deadZones.add(zone);
        in(zone).forEach(machine -> tell(each -> each.unreachable(machine.facts())));
    }

    void reconnect(String zone) {
        if (deadZones.remove(zone)) {
            in(zone).forEach(machine -> {
                tell(each -> each.reachable(machine.facts()));
                Instant since = machine.runningSince();
                if (since != null) {
                    join(machine);
                }
            });
        }
    }

    List<LiveMachine> in(String zone) {
        return live.values().stream()
                .filter(machine -> machine.facts().zone().equals(zone))
                .toList();
    }

    List<Instance> shown() {
        Instant now = timeline.now();
        return live.values().stream()
                .filter(machine -> machine.isVisible(now))
                .map(LiveMachine::instance)
                .toList();
    }

    void tag(String id, Map<String, String> tags) {
        find(id).ifPresent(machine -> {
            machine.tag(tags);
            keeper.keep(machine.kept());
        });
    }

    private void changed(Machine facts, String state) {
        messages.put(
                "EC2 Instance State-change Notification",
                facts.id(),
                Tree.Mapping.EMPTY.with("state", Tree.text(state)));
    }

    private Duration stage(String name, Machine machine, Distribution distribution) {
        return distribution.draw(chance.of(name).of(machine.id()));
    }

    private void tell(Consumer<MachineListener> event) {
        timeline.tell(Duration.ZERO, () -> event.accept(listener));
    }
}
