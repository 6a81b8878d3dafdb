package dev.wainwright.cli.plan;

import dev.wainwright.cli.output.Money;
import dev.wainwright.solver.Bound;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Policy;
import java.util.Locale;

/** Says how good a plan's price is: beside first fit's, and beside the least that any plan can cost. */
final class Worth {
    /** Prices that agree to this part are the same to a reader. */
    private static final double SAME = 5e-5;

    private Worth() {}

    /** Empty when there is nothing to compare with. */
    static String of(Plan plan) {
        if (plan.bound().isEmpty() || plan.newNodes().isEmpty()) {
            return "";
        }
        return besideFirstFit(plan) + " " + besideBound(plan, plan.bound().get());
    }

    private static String besideFirstFit(Plan plan) {
        double firstFit = plan.firstFitPrice().orElse(plan.hourlyPrice());
        double saved = firstFit == 0 ? 0 : 1 - plan.hourlyPrice() / firstFit;
        if (plan.policy() == Policy.FIRST_FIT) {
            return "This is first-fit's plan; nothing cheaper was found.";
        }
        String text = "First-fit would cost " + Money.hourly(firstFit) + " per hour";
        return saved > 0 ? text + ", so this saves " + percent(saved) + "." : text + ", but places fewer pods.";
    }

    private static String besideBound(Plan plan, Bound bound) {
        double gap = plan.gap().orElse(0);
        if (plan.gap().isEmpty()) {
            return "";
        }
        String text = gap < SAME
                ? "No plan can cost less."
                : "No plan can cost less than " + Money.hourly(bound.hourlyPrice()) + ", which is "
                        + percent(gap / (1 + gap)) + " below this.";
        return gap < SAME || bound.ignores().isEmpty()
                ? text
                : text + " (That bound leaves out " + String.join("; ", bound.ignores()) + ".)";
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, part < 0.01 ? "%.2f %%" : "%.1f %%", part * 100);
    }
}
