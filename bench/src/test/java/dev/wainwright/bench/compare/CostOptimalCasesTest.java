package dev.wainwright.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.bench.cases.CaseKind;
import dev.wainwright.checker.CheckOptions;
import dev.wainwright.checker.Checker;
import dev.wainwright.solver.Effort;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Policy;
import dev.wainwright.solver.compile.Planner;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What packing for price promises, on every kind of case. A failure names kind and seed. */
class CostOptimalCasesTest {
    private static final long SEEDS = Long.getLong("seeds", 3);
    private static final double ROUNDING = 1e-9;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(CaseKind.class)
    void costsNoMoreThanFirstFitPlacesNoFewerAndBreaksNoRule(CaseKind kind) throws IOException {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Question question = Question.read(kind.make(seed).write(folder));
            Plan firstFit = plan(question, Policy.FIRST_FIT);
            Plan cheapest = plan(question, Policy.COST_OPTIMAL);
            assertThat(Checker.breaks(
                            question.objects(),
                            pool -> question.types(),
                            JudgedPlans.of(cheapest),
                            new CheckOptions(
                                    question.options().bestEffortMinValues(),
                                    question.options().reservations())))
                    .as("%s %d", kind, seed)
                    .isEmpty();
            assertThat(cheapest.scheduled()).as("%s %d", kind, seed).isGreaterThanOrEqualTo(firstFit.scheduled());
            if (cheapest.scheduled() == firstFit.scheduled()) {
                assertThat(cheapest.hourlyPrice())
                        .as("%s %d", kind, seed)
                        .isLessThanOrEqualTo(firstFit.hourlyPrice() + ROUNDING);
            }
            assertThat(cheapest.bound().orElseThrow().hourlyPrice())
                    .as("%s %d", kind, seed)
                    .isLessThanOrEqualTo(cheapest.hourlyPrice() + ROUNDING)
                    .isLessThanOrEqualTo(firstFit.hourlyPrice() + ROUNDING);
        }
    }

    private static Plan plan(Question question, Policy policy) {
        return Planner.plan(
                question.objects(),
                pool -> question.types(),
                question.options().withPolicy(policy).withEffort(Effort.LOW));
    }
}
