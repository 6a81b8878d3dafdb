package dev.wainwright.simulation.world;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.wainwright.Scenario;
import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.simulated.PoolSelector;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.simulation.SimulationFailed;
import dev.wainwright.simulation.report.Expectations;
import dev.wainwright.simulation.scenario.ScenarioFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a scenario's steps are aimed at, looked at before anything happens: a step at noon that hits nothing is a typing error. */
final class Aims {
    private final ScenarioFile file;
    private final Catalog catalog;
    private final Collection<Kind> kinds;
    private final List<String> mistakes = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();

    private Aims(ScenarioFile file, Catalog catalog, Collection<Kind> kinds) {
        this.file = file;
        this.catalog = catalog;
        this.kinds = kinds;
    }

    /**
     * Returns notes about objects that no manifest has, which something may still create.
     *
     * @throws SimulationFailed for zones, types, kinds and figures that there are not, all of them at once
     */
    static List<String> check(ScenarioFile file, Catalog catalog, Collection<Kind> kinds) {
        var aims = new Aims(file, catalog, kinds);
        List<Scenario.Step> steps = file.scenario().spec().steps();
        for (int i = 0; i < steps.size(); i++) {
            aims.check("spec.steps[" + i + "]", steps.get(i));
        }
        List<Scenario.Expectation> expected = file.scenario().spec().expect();
        for (int i = 0; i < expected.size(); i++) {
            aims.figure("spec.expect[" + i + "].metric", expected.get(i));
        }
        if (!aims.mistakes.isEmpty()) {
            throw new SimulationFailed(String.join("\n", aims.mistakes));
        }
        return aims.doubts;
    }

    /** The kind that users call so. */
    static Optional<Kind> kind(String name, Collection<Kind> kinds) {
        return kinds.stream()
                .filter(kind -> kind.kind().equalsIgnoreCase(name)
                        || kind.plural().equalsIgnoreCase(name)
                        || kind.shortNames().contains(name))
                .findFirst();
    }

    static ObjectKey key(Kind kind, String namespace, String name) {
        return new ObjectKey(kind.namespaced() ? namespace : "", name);
    }

    private void check(String where, Scenario.Step step) {
        capacity(where + ".runDry", step.runDry());
        capacity(where + ".refill", step.refill());
        capacity(where + ".interrupt", step.interrupt());
        capacity(where + ".spotPrice", step.spotPrice());
        if (step.zoneDown() != null && !catalog.zones().contains(step.zoneDown().name())) {
            mistake(where + ".zoneDown.name", "\"" + step.zoneDown().name() + "\" is no zone here; " + zones());
        }
        if (step.delete() != null) {
            target(where + ".delete", step.delete());
        }
        if (step.scale() != null) {
            Scenario.Scale scale = step.scale();
            target(where + ".scale", new Scenario.Target(scale.kind(), scale.name(), scale.namespace()));
        }
        if (step.patch() != null) {
            Scenario.Patch patch = step.patch();
            target(where + ".patch", new Scenario.Target(patch.kind(), patch.name(), patch.namespace()));
        }
    }

    /** Which workloads and stages there will be, nobody knows yet. */
    private void figure(String where, Scenario.Expectation expected) {
        if (expected.workload().isEmpty() && !Expectations.NAMES.contains(expected.metric())) {
            mistake(
                    where,
                    "\"" + expected.metric() + "\" is no figure of the summary; there are "
                            + String.join(", ", Expectations.NAMES));
        }
    }

    private void capacity(String where, Scenario.@Nullable Capacity some) {
        if (some == null) {
            return;
        }
        if (catalog.zones().stream().noneMatch(zone -> PoolSelector.matches(some.zone(), zone))) {
            mistake(where + ".zone", "\"" + some.zone() + "\" is no zone here; " + zones());
        }
        if (catalog.names().stream().noneMatch(type -> PoolSelector.matches(some.instanceType(), type))) {
            mistake(
                    where + ".instanceType",
                    "no type of " + catalog.region() + " is called \"" + some.instanceType() + "\"");
        }
    }

    private String zones() {
        return catalog.region() + " has " + String.join(", ", catalog.zones());
    }

    private void target(String where, Scenario.Target target) {
        Optional<Kind> kind = kind(target.kind(), kinds);
        if (kind.isEmpty()) {
            mistake(where + ".kind", "\"" + target.kind() + "\" is no kind that this cluster knows");
        } else if (written()
                .noneMatch(object -> isOfKind(object, kind.get())
                        && ObjectKey.of(object).equals(key(kind.get(), target.namespace(), target.name())))) {
            doubts.add(where + ": no manifest has a " + kind.get().kind() + " " + target.name()
                    + "; if nothing creates it, the simulation stops there");
        }
    }

    private static boolean isOfKind(KubeObject object, Kind kind) {
        return Kinds.of(object.getClass()).equals(kind);
    }

    /** Everything that the scenario itself brings. */
    private Stream<KubeObject> written() {
        return Stream.concat(
                file.manifests().stream(), file.applied().values().stream().flatMap(List::stream));
    }

    private void mistake(String field, String message) {
        mistakes.add(ScenarioFile.mistake(file.path(), file.scenario(), field, message)
                .toString());
    }
}
