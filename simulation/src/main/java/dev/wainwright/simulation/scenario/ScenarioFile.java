package dev.wainwright.simulation.scenario;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.read.ManifestReader;
import dev.wainwright.api.read.Manifests;
import dev.wainwright.api.read.Profile;
import dev.wainwright.api.wainwright.Scenario;
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
        Path path,
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
        Path source = path.resolveSibling(model.trace());
        try {
            return Optional.of(AvailabilityTrace.parse(Files.readString(source), source.toString()));
        } catch (IOException e) {
            throw new IllegalArgumentException(source + " cannot be read: " + e.getMessage(), e);
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
        Manifests read = ManifestReader.read(
                List.of(file.toString()), InputStream.nullInputStream(), Profile.STRICT, pattern -> List.of());
        var findings = new ArrayList<>(read.findings());
        List<Scenario> scenarios = read.of(Scenario.class);
        if (scenarios.size() != 1 || read.objects().size() != 1) {
            if (!read.hasErrors()) {
                findings.add(Finding.error(
                                "",
                                0,
                                "holds " + scenarios.size() + " objects of kind Scenario (wainwright.dev/v1alpha1) and "
                                        + (read.objects().size() - scenarios.size())
                                        + " others; it must hold one Scenario, which names the others under"
                                        + " spec.manifests")
                        .in(file.toString(), 0, ""));
            }
            return new Reading(Optional.empty(), findings);
        }
        return new Loader(file, scenarios.getFirst(), findings).load();
    }

    /** Something in a scenario that cannot be. */
    public static Finding mistake(Path file, Scenario scenario, String field, String message) {
        return Finding.error(field, FieldLines.of(file, field), message)
                .in(file.toString(), 1, "Scenario/" + scenario.name());
    }

    private static final class Loader {
        private final Path file;
        private final Scenario scenario;
        private final List<Finding> findings;
        private final TreeMap<String, Integer> unknown = new TreeMap<>();

        Loader(Path file, Scenario scenario, List<Finding> findings) {
            this.file = file;
            this.scenario = scenario;
            this.findings = findings;
        }

        Reading load() {
            var manifests = new ArrayList<KubeObject>();
            List<Scenario.Manifest> sources = scenario.spec().manifests();
            for (int i = 0; i < sources.size(); i++) {
                manifests.addAll(objects(sources.get(i), "spec.manifests[" + i + "]"));
            }
            var applied = new TreeMap<Integer, List<KubeObject>>();
            List<Scenario.Step> steps = scenario.spec().steps();
            for (int i = 0; i < steps.size(); i++) {
                Scenario.Manifest source = steps.get(i).apply();
                if (source != null) {
                    applied.put(i, objects(source, "spec.steps[" + i + "].apply"));
                }
                Scenario.Replay replay = steps.get(i).replay();
                if (replay != null) {
                    checkThere(replay.path(), "spec.steps[" + i + "].replay.path");
                }
            }
            checkTimes();
            new Figures((field, message) -> findings.add(error(field, message))).check(scenario.spec());
            var notes = new ArrayList<String>();
            unknown.forEach((kind, count) -> notes.add(count + " × " + kind + (count == 1 ? " is" : " are")
                    + " left out: nothing here acts on that kind"));
            return new Reading(Optional.of(new ScenarioFile(file, scenario, manifests, applied, notes)), findings);
        }

        private List<KubeObject> objects(Scenario.Manifest source, String field) {
            Manifests read;
            String inline = source.inline();
            if (inline == null) {
                Path path = file.resolveSibling(String.valueOf(source.path()));
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
            return found.in(file + ": " + field + ".inline", found.document(), found.object());
        }

        private void checkThere(String path, String field) {
            if (!Files.isReadable(file.resolveSibling(path))) {
                findings.add(error(field, file.resolveSibling(path) + " cannot be read"));
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
                new ScenarioFile(file, scenario, List.of(), Map.of(), List.of()).spotTrace();
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
            return mistake(file, scenario, field, message);
        }
    }
}
