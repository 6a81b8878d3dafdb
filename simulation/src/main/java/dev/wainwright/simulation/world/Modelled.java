package dev.wainwright.simulation.world;

import dev.wainwright.api.Kind;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.wainwright.Scenario;
import dev.wainwright.runtime.chance.Chance;
import dev.wainwright.simulation.scenario.StageText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Systems that are not simulated: how long they take between what a step answers to and what it does. */
final class Modelled {
    private static final Set<String> WORKLOADS = Set.of("Deployment", "ReplicaSet", "StatefulSet", "Job");

    private Modelled() {}

    /** The delays of a step in seconds, in the order in which they come. */
    static Map<String, Double> delays(Scenario.@Nullable Model model, Scenario.Step step, Chance chance) {
        Map<String, Double> delays = new LinkedHashMap<>();
        for (String name : step.after()) {
            Duration drawn = model == null
                    ? Duration.ZERO
                    : model.modelled().stream()
                            .filter(each -> each.name().equals(name))
                            .map(each -> StageText.parse(each.delay()).draw(chance.of(name)))
                            .findFirst()
                            .orElse(Duration.ZERO);
            delays.merge(name, drawn.toNanos() / 1e9, Double::sum);
        }
        return delays;
    }

    /** Whose pods a step calls for, as the report names them; {@code kinds} knows what users call them. */
    static List<String> workloads(Scenario.Step step, List<KubeObject> applied, Function<String, Kind> kinds) {
        Scenario.Scale scale = step.scale();
        if (scale != null) {
            return List.of(kinds.apply(scale.kind()).kind() + " " + scale.namespace() + "/" + scale.name());
        }
        return applied.stream()
                .filter(each -> WORKLOADS.contains(each.getClass().getSimpleName()))
                .map(each -> each.getClass().getSimpleName() + " " + namespace(each) + "/" + each.name())
                .toList();
    }

    private static String namespace(KubeObject object) {
        return object.metadata().namespace().isEmpty()
                ? "default"
                : object.metadata().namespace();
    }
}
