package dev.wainwright.simulation.world;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.time.GoDuration;
import dev.wainwright.api.wainwright.Scenario;
import dev.wainwright.autoscaler.Settings;
import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.simulated.Bill;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.simulation.Overrides;
import dev.wainwright.simulation.report.Expectations;
import dev.wainwright.simulation.report.Report;
import dev.wainwright.simulation.scenario.ScenarioFile;
import dev.wainwright.solver.Effort;
import dev.wainwright.solver.Policy;
import dev.wainwright.solver.compile.PlanOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs a scenario to its end. */
public final class Simulation {
    private static final int MOMENTS = 240;
    private static final int MOST_WAITING = 20;

    /** However long a simulation lasts, it says so often how it stands. */
    private static final Duration LONGEST_STRETCH = Duration.ofMinutes(10);

    private final ScenarioFile file;
    private final Overrides overrides;
    private final Catalog catalog;

    /** {@code catalog} is that of the scenario's region; reading one takes longer than a small scenario. */
    public Simulation(ScenarioFile file, Overrides overrides, Catalog catalog) {
        this.file = file;
        this.overrides = overrides;
        this.catalog = catalog;
    }

    /** {@code progress} hears now and then how it stands; it changes nothing. */
    public Report run(Consumer<Outlook> progress) {
        Scenario.Spec spec = file.scenario().spec();
        long seed = overrides.seed().orElse(spec.seed() == null ? 1 : spec.seed());
        Duration until = overrides.until().orElse(GoDuration.parse(spec.until() == null ? "30m" : spec.until()));
        Settings settings = settings(spec.autoscaler());
        var world = new SimulatedWorld(file, seed, settings, catalog);
        List<String> doubts = Aims.check(file, catalog, world.store.kinds());
        var happenings = new Happenings(world, file);
        happenings.plan();
        try {
            var view = new View(world, until);
            Duration slice = until.dividedBy(MOMENTS);
            for (int i = 0; i < MOMENTS; i++) {
                Duration next = i == MOMENTS - 1 ? until.minus(view.simulated) : slice;
                view.advance(next, progress);
                world.recorder.sample(
                        world.ec2.dollarsPerHour(), world.ec2.bill().dollars());
            }
        } finally {
            happenings.end();
        }
        return report(world, seed, settings, notes(doubts, until));
    }

    /** A world on its way, and those who watch it. */
    private static final class View implements Outlook {
        private final SimulatedWorld world;
        private final Duration until;
        private Duration simulated = Duration.ZERO;

        View(SimulatedWorld world, Duration until) {
            this.world = world;
            this.until = until;
        }

        /** A stop on the way is no event: nothing in the world notices. */
        void advance(Duration time, Consumer<Outlook> progress) {
            Duration end = simulated.plus(time);
            while (simulated.compareTo(end) < 0) {
                Duration left = end.minus(simulated);
                Duration step = left.compareTo(LONGEST_STRETCH) < 0 ? left : LONGEST_STRETCH;
                world.driver.runFor(step);
                simulated = simulated.plus(step);
                progress.accept(this);
            }
        }

        @Override
        public Duration simulated() {
            return simulated;
        }

        @Override
        public Duration until() {
            return until;
        }

        @Override
        public int pods() {
            return world.recorder.pods();
        }

        @Override
        public int nodes() {
            return world.recorder.nodes();
        }

        @Override
        public double dollars() {
            return world.ec2.bill().dollars();
        }
    }

    private Settings settings(Scenario.@Nullable Autoscaler wanted) {
        Settings settings = Settings.STANDARD;
        PlanOptions planning = settings.planning();
        Optional<Policy> written = wanted == null ? Optional.empty() : Policy.named(wanted.policy());
        planning = planning.withPolicy(overrides.policy().or(() -> written).orElse(planning.policy()));
        if (wanted == null) {
            return settings.with(planning);
        }
        planning = planning.withEffort(Effort.named(wanted.effort()).orElse(planning.effort()));
        return new Settings(
                wanted.batchIdle() == null ? settings.batchIdle() : GoDuration.parse(wanted.batchIdle()),
                wanted.batchMax() == null ? settings.batchMax() : GoDuration.parse(wanted.batchMax()),
                Boolean.TRUE.equals(wanted.adaptive()),
                planning);
    }

    private Report report(SimulatedWorld world, long seed, Settings settings, List<String> notes) {
        Scenario scenario = file.scenario();
        Bill bill = world.ec2.bill();
        Report.Summary summary = world.recorder.summary(bill.dollars(), bill.hours());
        var paid = new ArrayList<Report.Paid>();
        bill.rows()
                .forEach((pool, row) -> paid.add(new Report.Paid(
                        pool.instanceType(), pool.zone(), pool.capacityType(), row.hours(), row.dollars())));
        paid.sort(Comparator.comparingDouble(Report.Paid::dollars).reversed());
        return new Report(
                scenario.name(),
                scenario.spec().description(),
                seed,
                settings.planning().policy().toString(),
                summary,
                world.recorder.workloads(),
                world.recorder.timeline(),
                paid,
                world.recorder.decisions(),
                Expectations.verdicts(scenario.spec().expect(), summary, world.recorder.workloads()),
                waiting(world),
                notes);
    }

    /** What has not come about, each pod with what was last said about it. */
    private static List<String> waiting(SimulatedWorld world) {
        var waiting = new ArrayList<String>();
        int more = 0;
        for (var object :
                world.store.list(ListRequest.all(Kinds.of(Pod.class))).orThrow().items()) {
            if (object instanceof Pod pod && !pod.isBound() && !pod.isTerminal()) {
                if (waiting.size() < MOST_WAITING) {
                    String why = pod.status()
                            .condition("PodScheduled")
                            .map(condition -> condition.message())
                            .orElse("the scheduler has not come to it");
                    waiting.add("pod " + pod.qualifiedName() + " waits for a node: " + why
                            + world.recorder
                                    .whyUnplaceable(pod)
                                    .map(reason -> "; no machine for it: " + reason)
                                    .orElse(""));
                } else {
                    more++;
                }
            }
        }
        if (more > 0) {
            waiting.add("and " + more + " further pods");
        }
        return waiting;
    }

    private List<String> notes(List<String> doubts, Duration until) {
        var notes = new ArrayList<>(file.notes());
        catalog.assumption().ifPresent(notes::add);
        notes.addAll(doubts);
        Scenario.Model model = file.scenario().spec().model();
        if (model != null) {
            model.modelled()
                    .forEach(each ->
                            notes.add(each.name() + " is modelled: a delay of " + each.delay() + " stands for it"));
        }
        List<Scenario.Step> steps = file.scenario().spec().steps();
        for (int i = 0; i < steps.size(); i++) {
            if (GoDuration.parse(steps.get(i).at()).compareTo(until) > 0) {
                notes.add("spec.steps[" + i + "] never happens: it is at "
                        + steps.get(i).at() + ", and all is over before");
            }
        }
        return notes;
    }
}
