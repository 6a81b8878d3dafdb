package dev.wainwright.api.wainwright;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.time.GoDuration;
import dev.wainwright.api.tree.Tree;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a scenario's times end within what a clock can count. Nanoseconds last for 292 years, and what happens goes on
 * for a while after it began; ten years are more than anybody waits for.
 */
public final class ScenarioTimes {
    public static final Duration LONGEST = Duration.ofDays(3_650);

    private ScenarioTimes() {}

    /** Whether a scenario may last so long. */
    public static boolean isTooLong(Duration time) {
        return time.compareTo(LONGEST) > 0;
    }

    static void check(Tree.Mapping spec, List<Finding> findings) {
        time("spec.until", spec.get("until"), findings);
        for (String field : List.of("batchIdle", "batchMax")) {
            time("spec.autoscaler." + field, spec.mapping("autoscaler").get(field), findings);
        }
        Tree.Mapping faults = spec.mapping("model").mapping("faults");
        time("spec.model.faults.until", faults.get("until"), findings);
        List<Tree> steps = spec.items("steps");
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof Tree.Mapping step) {
                String path = "spec.steps[" + i + "].";
                time(path + "at", step.get("at"), findings);
                step.fields().forEach((action, value) -> {
                    if (value instanceof Tree.Mapping what) {
                        time(path + action + ".period", what.get("period"), findings);
                    }
                });
            }
        }
    }

    private static void time(String path, @Nullable Tree value, List<Finding> findings) {
        if (value instanceof Tree.Text text && isTooLong(text.value())) {
            findings.add(Finding.error(
                    path,
                    value.line(),
                    "\"" + text.value() + "\" is too long: a scenario's times are at most 87600h (ten years)"));
        }
    }

    /** What is no duration at all, the schema finds; of those only the longest cannot be counted. */
    private static boolean isTooLong(String text) {
        try {
            return isTooLong(GoDuration.parse(text));
        } catch (IllegalArgumentException e) {
            return text.matches(ScenarioSchema.DURATION);
        }
    }
}
