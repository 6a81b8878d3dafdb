package dev.wainwright.simulation.scenario;

import dev.wainwright.api.time.GoDuration;
import dev.wainwright.api.wainwright.Scenario;
import dev.wainwright.model.resource.Quantity;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Looks at a scenario's numbers; each mistake is told with the field that has it. */
final class Figures {
    private final BiConsumer<String, String> mistake;

    Figures(BiConsumer<String, String> mistake) {
        this.mistake = mistake;
    }

    void check(Scenario.Spec spec) {
        if (spec.until() != null && GoDuration.parse(spec.until()).isZero()) {
            mistake.accept("spec.until", "is over before it begins: write a duration above 0, such as 30m");
        }
        List<Scenario.Step> steps = spec.steps();
        for (int i = 0; i < steps.size(); i++) {
            step("spec.steps[" + i + "]", steps.get(i));
        }
        List<Scenario.Expectation> expected = spec.expect();
        for (int i = 0; i < expected.size(); i++) {
            Scenario.Expectation each = expected.get(i);
            if (each.atMost() == null && each.atLeast() == null && each.equals() == null) {
                mistake.accept("spec.expect[" + i + "]", "expects nothing: add atMost, atLeast or equals");
            }
        }
        List<Scenario.Image> images =
                spec.model() == null ? List.of() : spec.model().images();
        for (int i = 0; i < images.size(); i++) {
            size("spec.model.images[" + i + "].size", images.get(i).size());
        }
    }

    private void step(String field, Scenario.Step step) {
        if (step.spotPrice() != null) {
            above(field + ".spotPrice.factor", step.spotPrice().factor());
        }
        if (step.throttle() != null) {
            above(field + ".throttle.perSecond", step.throttle().perSecond());
        }
        if (step.replay() != null) {
            above(field + ".replay.speed", step.replay().speed());
        }
    }

    private void above(String field, @Nullable String number) {
        if (number != null && Double.parseDouble(number) <= 0) {
            mistake.accept(field, "must be above 0, got " + number);
        }
    }

    private void size(String field, @Nullable String size) {
        try {
            if (size != null && Quantity.parse(size).units() < 0) {
                mistake.accept(field, "must not be below 0, got " + size);
            }
        } catch (IllegalArgumentException e) {
            mistake.accept(field, String.valueOf(e.getMessage()));
        }
    }
}
