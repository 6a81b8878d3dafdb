package dev.wainwright.cli.output;

import dev.wainwright.cli.shell.Failure;
import dev.wainwright.solver.Policy;

/** The ways of packing that {@code --policy} may name. */
public final class Policies {
    private Policies() {}

    public static Policy parse(String text) {
        return Policy.named(text)
                .filter(policy -> policy != Policy.ONE_TYPE)
                .orElseThrow(() ->
                        Failure.of("--policy " + text + " is not known", "use cost-optimal, first-fit or least-waste"));
    }
}
