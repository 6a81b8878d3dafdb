package dev.wainwright.simulation.scenario;

import dev.wainwright.api.wainwright.Scenario;
import dev.wainwright.cloud.simulated.Stages;
import dev.wainwright.runtime.chance.Distribution;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How long each stage takes: what the preset says, and what the scenario says in its place. */
public final class Times {
    /** Fixed, as the guide's node chains have them: 3 s for the fleet, 30 s to launch, 25 s to join (around.md T-L2). */
    private static final Map<String, Distribution> SEED = Map.ofEntries(
            Map.entry("solve", Distribution.fixed(0.2)),
            Map.entry("call", Distribution.fixed(0.1)),
            Map.entry("fleet", Distribution.fixed(2)),
            Map.entry("launch", Distribution.fixed(30)),
            Map.entry("boot", Distribution.fixed(5)),
            Map.entry("join", Distribution.fixed(3)),
            Map.entry("shutdown", Distribution.fixed(30)),
            Map.entry("nodeReady", Distribution.none()),
            Map.entry("sandbox", Distribution.none()),
            Map.entry("start", Distribution.fixed(3)),
            Map.entry("running", Distribution.fixed(60)),
            Map.entry("stopping", Distribution.fixed(1)));

    /** The middle of what the seeds say of each stage (around.md S.5). */
    private static final Map<String, Distribution> TYPICAL = Map.ofEntries(
            Map.entry("solve", Distribution.fixed(0.2)),
            Map.entry("call", Stages.TYPICAL.call()),
            Map.entry("fleet", Stages.TYPICAL.fleet()),
            Map.entry("launch", Stages.TYPICAL.launch()),
            Map.entry("boot", Stages.TYPICAL.boot()),
            Map.entry("join", Stages.TYPICAL.join()),
            Map.entry("shutdown", Stages.TYPICAL.shutdown()),
            Map.entry("nodeReady", Distribution.uniform(5, 15)),
            Map.entry("sandbox", new Distribution.LogNormal(0.8, 0.38)),
            Map.entry("start", new Distribution.LogNormal(3, 0.4)),
            Map.entry("running", new Distribution.LogNormal(60, 0.6)),
            Map.entry("stopping", new Distribution.LogNormal(1, 0.9)));

    private final TreeMap<String, Distribution> stages = new TreeMap<>();

    private Times(Map<String, Distribution> preset) {
        stages.putAll(preset);
    }

    /** {@code typical}, {@code seed} or {@code none}. */
    public static Times preset(String name) {
        return new Times(
                switch (name) {
                    case "seed" -> SEED;
                    case "none" -> Map.of();
                    default -> TYPICAL;
                });
    }

    public static Times of(Scenario.@Nullable Model model) {
        Times times = preset(model == null ? "typical" : model.preset());
        if (model != null) {
            model.stages().forEach((stage, text) -> times.stages.put(stage, StageText.parse(text)));
            if (model.podDuration() != null) {
                times.stages.put("running", StageText.parse(model.podDuration()));
            }
        }
        return times;
    }

    /** What was said about a stage; no time at all when nothing was. */
    public Distribution of(String stage) {
        return stages.getOrDefault(stage, Distribution.none());
    }

    public boolean has(String stage) {
        return stages.containsKey(stage);
    }

    /** The part that EC2 takes. */
    public Stages cloud() {
        return new Stages(
                of("call"),
                of("fleet"),
                of("launch"),
                of("boot"),
                of("join"),
                of("shutdown"),
                of("visibility"),
                of("event"));
    }
}
