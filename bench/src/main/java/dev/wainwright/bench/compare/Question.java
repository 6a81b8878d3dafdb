package dev.wainwright.bench.compare;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.read.ManifestReader;
import dev.wainwright.api.read.Manifests;
import dev.wainwright.api.read.Profile;
import dev.wainwright.bench.cases.Case;
import dev.wainwright.bench.cases.Json;
import dev.wainwright.checker.CheckOptions;
import dev.wainwright.checker.Checker;
import dev.wainwright.checker.JudgedPlan;
import dev.wainwright.checker.Violation;
import dev.wainwright.cloud.kwok.KwokTypes;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.solver.Effort;
import dev.wainwright.solver.Knobs;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Policy;
import dev.wainwright.solver.compile.PlanOptions;
import dev.wainwright.solver.compile.Planner;
import dev.wainwright.solver.packing.LpSolver;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A case as it is read back from its folder, by the way that everything a user writes goes. */
record Question(String name, String kind, List<KubeObject> objects, List<InstanceType> types, PlanOptions options) {

    static Question read(Path folder) {
        Manifests manifests = ManifestReader.read(
                List.of(folder.resolve(Case.MANIFESTS).toString()),
                InputStream.nullInputStream(),
                Profile.STRICT,
                pattern -> List.of());
        if (manifests.hasErrors()) {
            throw new IllegalStateException(folder + ": the reader refuses the case: " + manifests.findings());
        }
        Map<String, Object> options = Json.read(folder.resolve(Case.OPTIONS));
        boolean ignorePreferences = Boolean.TRUE.equals(options.get("ignorePreferences"));
        return new Question(
                String.valueOf(folder.getFileName()),
                String.valueOf(options.get("kind")),
                manifests.objects(),
                KwokTypes.read(folder.resolve(Case.TYPES)),
                new PlanOptions(
                        ignorePreferences,
                        false,
                        Map.of(),
                        Policy.FIRST_FIT,
                        Effort.NORMAL,
                        Knobs.DEFAULT,
                        LpSolver.OWN));
    }

    /** Planned twice, of which the second time counts; the first is for the compiler. */
    Answer ours() {
        Planner.plan(objects, pool -> types, options);
        long start = System.nanoTime();
        Plan plan = Planner.plan(objects, pool -> types, options);
        double seconds = (System.nanoTime() - start) / 1e9;
        return answer(JudgedPlans.of(plan), seconds);
    }

    Answer karpenters(Path file) {
        Map<String, Object> plan = Json.read(file);
        return answer(JudgedPlans.of(plan), JudgedPlans.seconds(plan));
    }

    private Answer answer(JudgedPlan plan, double seconds) {
        List<Violation> found = Checker.check(
                objects, pool -> types, plan, new CheckOptions(options.bestEffortMinValues(), options.reservations()));
        return new Answer(
                plan,
                found.stream().filter(Violation::isHard).toList(),
                (int) found.stream().filter(violation -> !violation.isHard()).count(),
                seconds);
    }
}
