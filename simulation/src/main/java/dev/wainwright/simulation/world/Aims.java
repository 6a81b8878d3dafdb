package dev.wainwright.simulation.world;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.schema.Spelling;
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
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a scenario's steps are aimed at, looked at before anything happens: a step at noon that hits nothing is a typing error. */
final class Aims {
    /** What comes into being in a cluster without anybody writing it. */
    private static final Set<String> BORN = Set.of(
            "ConfigMap",
            "ControllerRevision",
            "CSINode",
            "Job",
            "Lease",
            "Namespace",
            "Node",
            "NodeClaim",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "Pod",
            "ReplicaSet",
            "ServiceAccount",
            "VolumeAttachment");

    private static final int MOST_NAMES = 12;

    /** Such as {@code Deployment default/web}. */
    private static final Pattern WORKLOAD = Pattern.compile("([A-Za-z]+) ([^/ ]+)/([^/ ]+)");

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
     * @throws SimulationFailed for zones, types, kinds, objects and figures that there are not, all of them at once
     */
    static List<String> check(ScenarioFile file, Catalog catalog, Collection<Kind> kinds) {
        var aims = new Aims(file, catalog, kinds);
        List<Scenario.Step> steps = file.scenario().spec().steps();
        for (int i = 0; i < steps.size(); i++) {
            aims.check("spec.steps[" + i + "]", steps.get(i));
        }
        List<Scenario.Expectation> expected = file.scenario().spec().expect();
        for (int i = 0; i < expected.size(); i++) {
            aims.figure("spec.expect[" + i + "]", expected.get(i));
        }
        if (!aims.mistakes.isEmpty()) {
            throw new SimulationFailed(aims.mistakes);
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
            mistake(where + ".zoneDown.name", noZone(step.zoneDown().name()));
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

    /** Which stages a workload's pods will go through, nobody knows yet; but no others than there are. */
    private void figure(String where, Scenario.Expectation expected) {
        SortedSet<String> names = Expectations.NAMES;
        if (!expected.workload().isEmpty()) {
            Scenario.Model model = file.scenario().spec().model();
            names = Expectations.namesOfWorkload(model == null ? List.of() : model.modelled());
            workload(where + ".workload", expected.workload());
        }
        if (!names.contains(expected.metric())) {
            mistake(
                    where + ".metric",
                    "\"" + expected.metric() + "\" is no figure of "
                            + (expected.workload().isEmpty() ? "the summary" : "a workload")
                            + instead(expected.metric(), names, Integer.MAX_VALUE));
        }
    }

    private void workload(String where, String name) {
        Matcher parts = WORKLOAD.matcher(name);
        if (!parts.matches()) {
            mistake(
                    where,
                    "\"" + name + "\" is no workload: write kind, namespace and name, such as Deployment default/web");
            return;
        }
        Optional<Kind> kind =
                kind(parts.group(1), kinds).filter(any -> any.kind().equals(parts.group(1)));
        if (kind.isEmpty()) {
            mistake(where, noKind(parts.group(1)));
        } else if (!BORN.contains(kind.get().kind())) {
            there(where, kind.get(), new ObjectKey(parts.group(2), parts.group(3)));
        }
    }

    private void capacity(String where, Scenario.@Nullable Capacity some) {
        if (some == null) {
            return;
        }
        if (catalog.zones().stream().noneMatch(zone -> PoolSelector.matches(some.zone(), zone))) {
            mistake(where + ".zone", noZone(some.zone()));
        }
        if (catalog.names().stream().noneMatch(type -> PoolSelector.matches(some.instanceType(), type))) {
            mistake(where + ".instanceType", noType(some.instanceType()));
        }
    }

    private String noZone(String zone) {
        return "\"" + zone + "\" is no zone here; " + catalog.region() + " has " + String.join(", ", catalog.zones());
    }

    /** There are too many types to name them all; those of the same family are what was meant. */
    private String noType(String type) {
        String family = type.substring(0, type.indexOf('.') + 1);
        List<String> relatives = catalog.names().stream()
                .filter(name -> !family.isEmpty() && name.startsWith(family))
                .toList();
        String none = "no type of " + catalog.region() + " is called \"" + type + "\"";
        String near = Spelling.closest(type, catalog.names());
        if (!near.isEmpty() || relatives.isEmpty()) {
            return none + (near.isEmpty() ? "; wain catalog list shows them all" : "; did you mean " + near + "?");
        }
        return none + "; there are " + String.join(", ", relatives);
    }

    private String noKind(String kind) {
        String near = Spelling.closest(kind, kinds.stream().map(Kind::kind).toList());
        var written = new TreeSet<String>();
        written().forEach(each -> written.add(Kinds.of(each.getClass()).kind()));
        return "\"" + kind + "\" is no kind that this cluster knows"
                + (near.isEmpty()
                        ? "; the manifests have " + String.join(", ", written)
                        : "; did you mean " + near + "?");
    }

    private void target(String where, Scenario.Target target) {
        Optional<Kind> kind = kind(target.kind(), kinds);
        if (kind.isEmpty()) {
            mistake(where + ".kind", noKind(target.kind()));
        } else {
            there(where + ".name", kind.get(), key(kind.get(), target.namespace(), target.name()));
        }
    }

    /** Whether a manifest has the object. */
    private void there(String field, Kind kind, ObjectKey key) {
        Set<ObjectKey> written = written()
                .filter(object -> Kinds.of(object.getClass()).equals(kind))
                .map(object -> home(kind, object))
                .collect(Collectors.toCollection(TreeSet::new));
        if (written.contains(key)) {
            return;
        }
        String none = "no manifest has a " + kind.kind() + " " + named(key);
        if (BORN.contains(kind.kind())) {
            doubts.add(finding(field, none + "; if nothing creates it, the simulation stops there"));
            return;
        }
        List<String> names = written.stream()
                .map(each -> each.namespace().equals(key.namespace()) ? each.name() : named(each))
                .toList();
        mistake(field, none + (names.isEmpty() ? ", nor any other" : instead(key.name(), names, MOST_NAMES)));
    }

    /** Where an object will be. */
    private static ObjectKey home(Kind kind, KubeObject object) {
        String namespace = object.metadata().namespace();
        return key(kind, namespace.isEmpty() ? "default" : namespace, object.name());
    }

    private static String named(ObjectKey key) {
        return key.namespace().isEmpty() || key.namespace().equals("default")
                ? key.name()
                : key.namespace() + "/" + key.name();
    }

    /** What may stand there: the one that was meant, if that is plain, or else all there are. */
    private static String instead(String written, Collection<String> names, int most) {
        String near = Spelling.closest(written, names);
        if (!near.isEmpty()) {
            return "; did you mean " + near + "?";
        }
        return (names.size() == 1 ? "; there is " : "; there are ")
                + names.stream().limit(most).collect(Collectors.joining(", "))
                + (names.size() > most ? " and " + (names.size() - most) + " more" : "");
    }

    /** Everything that the scenario itself brings. */
    private Stream<KubeObject> written() {
        return Stream.concat(
                file.manifests().stream(), file.applied().values().stream().flatMap(List::stream));
    }

    private void mistake(String field, String message) {
        mistakes.add(finding(field, message));
    }

    private String finding(String field, String message) {
        return file.source().mistake(file.scenario(), field, message).toString();
    }
}
