package dev.wainwright.simulation.world;

import dev.wainwright.api.wainwright.Scenario;
import dev.wainwright.cluster.kubelet.ImagePulls;
import dev.wainwright.model.resource.Quantity;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How long images take to come to a node, as a scenario says. */
final class Images {
    /** What a node pulls and unpacks per second (around.md S.5). */
    private static final long BYTES_PER_SECOND = 40_000_000;

    private static final double LAZY_SHARE = 0.05;

    private Images() {}

    static ImagePulls of(Scenario.@Nullable Model model) {
        if (model == null || model.images().isEmpty()) {
            return ImagePulls.NONE;
        }
        Map<String, Long> bytes = new HashMap<>();
        Set<String> there = new HashSet<>();
        Map<String, Double> shares = new HashMap<>();
        for (Scenario.Image image : model.images()) {
            bytes.put(
                    image.name(),
                    image.size() == null ? 0 : Quantity.parse(image.size()).units());
            if (Boolean.TRUE.equals(image.prePulled())) {
                there.add(image.name());
            }
            if (Boolean.TRUE.equals(image.lazy())) {
                shares.put(image.name(), LAZY_SHARE);
            }
        }
        return new ImagePulls(bytes, 0, BYTES_PER_SECOND, Duration.ZERO, there, shares);
    }
}
