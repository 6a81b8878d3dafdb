package dev.wainwright.api.wainwright;

import dev.wainwright.api.Validator;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a Scenario's schema cannot say: steps with one action, sources with one place, stages that exist. */
final class ScenarioRules implements Validator {
    private static final Set<String> NOT_ACTIONS = Set.of("at", "name", "after");
    private static final Set<String> STAGES = new TreeSet<>(Set.of(
            "solve",
            "call",
            "fleet",
            "launch",
            "boot",
            "join",
            "shutdown",
            "visibility",
            "event",
            "nodeReady",
            "admission",
            "sandbox",
            "initialization",
            "start",
            "ready",
            "stopping"));

    @Override
    public List<Finding> validate(Tree.Mapping scenario) {
        var findings = new ArrayList<Finding>();
        Tree.Mapping spec = scenario.mapping("spec");
        List<Tree> steps = spec.items("steps");
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof Tree.Mapping step) {
                step("spec.steps[" + i + "]", step, findings);
                after("spec.steps[" + i + "].after", step, modelled(spec), findings);
            }
        }
        List<Tree> manifests = spec.items("manifests");
        for (int i = 0; i < manifests.size(); i++) {
            if (manifests.get(i) instanceof Tree.Mapping manifest) {
                source("spec.manifests[" + i + "]", manifest, findings);
            }
        }
        ScenarioTimes.check(spec, findings);
        spec.mapping("model").mapping("stages").fields().forEach((stage, value) -> {
            if (!STAGES.contains(stage)) {
                findings.add(Finding.error(
                        "spec.model.stages." + stage,
                        value.line(),
                        "\"" + stage + "\" is no stage; there are " + String.join(", ", STAGES)));
            }
        });
        return findings;
    }

    private static void step(String path, Tree.Mapping step, List<Finding> findings) {
        List<String> actions = actions(step.fields().keySet());
        if (actions.size() != 1) {
            findings.add(Finding.error(
                    path,
                    step.line(),
                    actions.isEmpty()
                            ? "says when, but not what: add one of "
                                    + String.join(", ", actions(ScenarioSchema.stepFields()))
                            : "has several actions (" + String.join(", ", actions) + "): make a step of each"));
        }
        if (step.get("apply") instanceof Tree.Mapping manifest) {
            source(path + ".apply", manifest, findings);
        }
    }

    private static List<String> actions(Set<String> fields) {
        return fields.stream().filter(field -> !NOT_ACTIONS.contains(field)).toList();
    }

    private static Set<String> modelled(Tree.Mapping spec) {
        var names = new TreeSet<String>();
        for (Tree each : spec.mapping("model").items("modelled")) {
            if (each instanceof Tree.Mapping system && system.get("name") instanceof Tree.Text name) {
                names.add(name.value());
            }
        }
        return names;
    }

    private static void after(String path, Tree.Mapping step, Set<String> modelled, List<Finding> findings) {
        for (Tree each : step.items("after")) {
            if (each instanceof Tree.Text name && !modelled.contains(name.value())) {
                findings.add(Finding.error(
                        path,
                        each.line(),
                        "\"" + name.value() + "\" is not modelled; "
                                + (modelled.isEmpty()
                                        ? "name it and its delay under spec.model.modelled"
                                        : "spec.model.modelled has " + String.join(", ", modelled))));
            }
        }
    }

    private static void source(String path, Tree.Mapping manifest, List<Finding> findings) {
        if ((manifest.get("path") == null) == (manifest.get("inline") == null)) {
            findings.add(Finding.error(path, manifest.line(), "needs either a path or inline documents"));
        }
    }
}
