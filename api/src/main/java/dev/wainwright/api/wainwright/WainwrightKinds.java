package dev.wainwright.api.wainwright;

import dev.wainwright.api.Kind;
import dev.wainwright.api.validate.Validation;
import java.util.List;

/** The kinds of the group {@code wainwright.dev}. */
public final class WainwrightKinds {
    private static final List<Kind> ALL = List.of(Kind.of(
            "wainwright.dev/v1alpha1",
            "Scenario",
            "scenarios",
            List.of(),
            false,
            Scenario.class,
            ScenarioSchema::schema,
            Validation.of(ScenarioSchema::schema, new ScenarioRules())));

    private WainwrightKinds() {}

    public static List<Kind> all() {
        return ALL;
    }
}
