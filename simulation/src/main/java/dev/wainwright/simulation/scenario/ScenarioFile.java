package dev.wainwright.simulation.scenario;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.read.ManifestReader;
import dev.wainwright.api.read.Manifests;
import dev.wainwright.api.read.Profile;
import dev.wainwright.api.read.Sources;
import dev.wainwright.api.wainwright.Scenario;
import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.catalog.CatalogException;
import dev.wainwright.cloud.simulated.AvailabilityTrace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A scenario with everything it names, read before anything happens; so that a typing error in a step at noon is found
 * before breakfast.
 *
 * @param manifests what is there from the beginning
 * @param applied by the number of the step that applies it
 * @param notes what was left out
 */
public record ScenarioFile(
        ScenarioSource source,
        Scenario scenario,
        List<KubeObject> manifests,
        Map<Integer, List<KubeObject>> applied,
        List<String> notes) {
    public ScenarioFile {
        manifests = List.copyOf(manifests);
        notes = List.copyOf(notes);
    }

    /** When spot capacity is there, if the scenario names a file that says so; it has been read once already. */
    public Optional<AvailabilityTrace> spotTrace() {
        Scenario.Model model = scenario.spec().model();
        if (model == null || model.trace() == null) {
            return Optional.empty();
        }
        Path trace = source.beside(model.trace());
        try {
            return Optional.of(AvailabilityTrace.parse(Files.readString(trace), trace.toString()));
        } catch (IOException e) {
            throw new IllegalArgumentException(trace + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** What was read, if it can be used, and everything there is to say about it. */
    public record Reading(Optional<ScenarioFile> file, List<Finding> findings) {
        public Reading {
            findings = List.copyOf(findings);
        }

        public boolean hasErrors() {
            return findings.stream().anyMatch(Finding::isError);
        }
    }

    /** Reads a scenario and what it names; {@code file} must hold exactly one Scenario. */
    public static Reading read(Path file) {
        try {
            return read(ScenarioSource.file(file));
        } catch (IOException e) {
            return refused(file.toString(), unreadable(file, e));
        }
    }

    /** Reads a scenario and what it names; {@code source} must hold exactly one Scenario. */
    public static Reading read(ScenarioSource source) {
        if (source.isBlank()) {
            return refused(
                    source.toString(), "is empty; it must hold a Scenario, such as those under examples/scenarios");
        }
        Manifests read =
                ManifestReader.read(List.of(Sources.STDIN), source.text(), Profile.STRICT, pattern -> List.of());
        var findings = new ArrayList<Finding>();
        read.findings().forEach(each -> findings.add(each.in(source.toString(), each.document(), each.object())));
        List<Scenario> scenarios = read.of(Scenario.class);
        if (scenarios.size() != 1 || read.objects().size() != 1) {
            if (!read.hasErrors()) {
                findings.add(Finding.error("", 0, others(read)).in(source.toString(), 0, ""));
            }
            return new Reading(Optional.empty(), findings);
        }
        return new Loader(source, scenarios.getFirst(), findings).load();
    }

    private static Reading refused(String source, String why) {
        return new Reading(Optional.empty(), List.of(Finding.error("", 0, why).in(source, 0, "")));
    }

    private static String unreadable(Path file, IOException e) {
        if (Files.isDirectory(file)) {
            return "is a folder; name the scenarios in it, such as " + file.resolve("*.yaml");
        }
        return Files.exists(file) ? "cannot be read: " + e.getMessage() : "no such file";
    }

    /** What stands in a file in place of one Scenario. */
    private static String others(Manifests read) {
        var kinds = new TreeMap<String, Integer>(read.unknownKinds());
        read.objects().forEach(each -> kinds.merge(Kinds.of(each.getClass()).kind(), 1, Integer::sum));
        var words = new ArrayList<String>();
        kinds.forEach((kind, count) -> words.add(count + " × " + kind));
        return "holds " + (words.isEmpty() ? "no object" : String.join(", ", words))
                + "; it must hold one Scenario (wainwright.dev/v1alpha1), which names all others under spec.manifests";
    }

    private static final class Loader {
        private final ScenarioSource source;
        private final Scenario scenario;
        private final List<Finding> findings;
        private final TreeMap<String, Integer> unknown = new TreeMap<>();

        Loader(ScenarioSource source, Scenario scenario, List<Finding> findings) {
            this.source = source;
            this.scenario = scenario;
            this.findings = findings;
        }

        Reading load() {
            var manifests = new ArrayList<KubeObject>();
            List<Scenario.Manifest> written = scenario.spec().manifests();
            for (int i = 0; i < written.size(); i++) {
                manifests.addAll(objects(written.get(i), "spec.manifests[" + i + "]"));
            }
            var applied = new TreeMap<Integer, List<KubeObject>>();
            List<Scenario.Step> steps = scenario.spec().steps();
            for (int i = 0; i < steps.size(); i++) {
                Scenario.Manifest brought = steps.get(i).apply();
                if (brought != null) {
                    applied.put(i, objects(brought, "spec.steps[" + i + "].apply"));
                }
                Scenario.Replay replay = steps.get(i).replay();
                if (replay != null) {
                    checkThere(replay.path(), "spec.steps[" + i + "].replay.path");
                }
            }
            checkRegion();
            checkTimes();
            new Figures((field, message) -> findings.add(error(field, message))).check(scenario.spec());
            var notes = new ArrayList<String>();
            unknown.forEach((kind, count) -> notes.add(count + " × " + kind + (count == 1 ? " is" : " are")
                    + " left out: nothing here acts on that kind"));
            return new Reading(Optional.of(new ScenarioFile(source, scenario, manifests, applied, notes)), findings);
        }

        private List<KubeObject> objects(Scenario.Manifest manifest, String field) {
            Manifests read;
            String inline = manifest.inline();
            if (inline == null) {
                Path path = source.beside(String.valueOf(manifest.path()));
                if (!Files.isReadable(path)) {
                    findings.add(error(field + ".path", path + " cannot be read"));
                    return List.of();
                }
                read = ManifestReader.read(
                        List.of(path.toString()), InputStream.nullInputStream(), Profile.STRICT, any -> List.of());
                findings.addAll(read.findings());
            } else {
                read = ManifestReader.read(
                        List.of("-"),
                        new ByteArrayInputStream(inline.getBytes(StandardCharsets.UTF_8)),
                        Profile.STRICT,
                        any -> List.of());
                read.findings().forEach(each -> findings.add(inside(each, field)));
            }
            if (!read.of(Scenario.class).isEmpty()) {
                findings.add(error(
                        field,
                        "holds a Scenario, which is nothing to apply: give manifests a file or folder of their own"));
            }
            read.unknownKinds().forEach((kind, count) -> unknown.merge(kind, count, Integer::sum));
            return read.objects();
        }

        /** A finding in inline documents says where in the scenario these stand; its line counts from their first. */
        private Finding inside(Finding found, String field) {
            return found.in(source + ": " + field + ".inline", found.document(), found.object());
        }

        private void checkThere(String path, String field) {
            if (!Files.isReadable(source.beside(path)) || Files.isDirectory(source.beside(path))) {
                findings.add(error(field, source.beside(path) + " cannot be read"));
            }
        }

        private void checkRegion() {
            try {
                Catalog.checkRegion(scenario.spec().region());
            } catch (CatalogException e) {
                findings.add(error("spec.region", String.valueOf(e.getMessage())));
            }
        }

        private void checkTimes() {
            Scenario.Model model = scenario.spec().model();
            if (model == null) {
                return;
            }
            new TreeMap<>(model.stages()).forEach((stage, text) -> checkTime(text, "spec.model.stages." + stage));
            if (model.podDuration() != null) {
                checkTime(model.podDuration(), "spec.model.podDuration");
            }
            for (int i = 0; i < model.modelled().size(); i++) {
                checkTime(model.modelled().get(i).delay(), "spec.model.modelled[" + i + "].delay");
            }
            if (model.trace() != null) {
                checkTrace();
            }
        }

        private void checkTrace() {
            try {
                new ScenarioFile(source, scenario, List.of(), Map.of(), List.of()).spotTrace();
            } catch (IllegalArgumentException e) {
                findings.add(error("spec.model.trace", String.valueOf(e.getMessage())));
            }
        }

        private void checkTime(String text, String field) {
            try {
                StageText.parse(text);
            } catch (IllegalArgumentException e) {
                findings.add(error(field, String.valueOf(e.getMessage())));
            }
        }

        private Finding error(String field, String message) {
            return source.mistake(scenario, field, message);
        }
    }
}
