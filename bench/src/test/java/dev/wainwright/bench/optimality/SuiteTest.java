package dev.wainwright.bench.optimality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.core.Pod;
import dev.wainwright.bench.cases.Case;
import dev.wainwright.bench.compare.JudgedPlans;
import dev.wainwright.solver.Effort;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Policy;
import dev.wainwright.solver.compile.PlanOptions;
import dev.wainwright.solver.compile.Planner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The questions of the optimality suite. A failure names the question. */
class SuiteTest {
    private static final int SMALL = 100;

    @TempDir
    private static Path folder;

    @Test
    void asksAtLeastTwoHundredQuestionsOfEverySizeAndOffer() {
        List<Spec> specs = Suite.of(Suite.SEED);
        assertThat(specs).hasSizeGreaterThanOrEqualTo(200);
        assertThat(specs.stream().map(Spec::name)).doesNotHaveDuplicates();
        assertThat(specs.stream().map(Spec::pods).collect(Collectors.toSet()))
                .contains(10, 30, 100, 200, 1_000, 3_000, 10_000);
        assertThat(specs.stream().map(Spec::offer).collect(Collectors.toSet())).contains(Offer.values());
        assertThat(specs.stream().map(Spec::classes).collect(Collectors.toSet()))
                .contains(1, 500);
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void everySmallQuestionReadsWithoutComplaintAndHasAPlanThatBreaksNoRule(Family family) {
        for (Spec spec : family.specs(Suite.SEED)) {
            if (spec.pods() <= SMALL) {
                Question question = Question.of(spec, folder);
                Plan plan = plan(question, Policy.FIRST_FIT);
                assertThat(plan.pods()).as(spec.name()).isEqualTo(spec.pods());
                assertThat(question.broken(JudgedPlans.of(plan)))
                        .as(spec.name())
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void costOptimalIsRightAndNoDearerThanFirstFitAndNotBelowTheBound(Family family) {
        for (Spec spec : family.specs(Suite.SEED).subList(0, 2)) {
            Question question = Question.of(spec, folder);
            Plan firstFit = plan(question, Policy.FIRST_FIT);
            Plan plan = plan(question, Policy.COST_OPTIMAL);
            assertThat(question.broken(JudgedPlans.of(plan))).as(spec.name()).isEmpty();
            assertThat(plan.scheduled()).as(spec.name()).isGreaterThanOrEqualTo(firstFit.scheduled());
            assertThat(plan.hourlyPrice())
                    .as(spec.name())
                    .isLessThanOrEqualTo(firstFit.hourlyPrice() + 1e-9)
                    .isGreaterThanOrEqualTo(plan.bound().orElseThrow().hourlyPrice() - 1e-9);
        }
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void oneTypeIsRightAndOfOneType(Family family) {
        for (Spec spec : family.specs(Suite.SEED).subList(0, 2)) {
            Question question = Question.of(spec, folder);
            Plan plan = plan(question, Policy.ONE_TYPE);
            assertThat(question.broken(JudgedPlans.of(plan))).as(spec.name()).isEmpty();
            assertThat(plan.newNodes().stream().map(Plan.NewNode::instanceType).distinct())
                    .as(spec.name())
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    private static Plan plan(Question question, Policy policy) {
        return Planner.plan(
                question.objects(),
                pool -> question.types(),
                PlanOptions.DEFAULT.withPolicy(policy).withEffort(Effort.LOW));
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void theSameSeedGivesTheSameFiles(Family family) throws IOException {
        Spec spec = family.specs(Suite.SEED).get(3);
        Path once = spec.make().write(folder.resolve("once"));
        Path again = spec.make().write(folder.resolve("again"));
        assertThat(again.resolve(Case.MANIFESTS)).hasSameTextualContentAs(once.resolve(Case.MANIFESTS));
        assertThat(Sketch.typesFile(folder.resolve("again"), spec))
                .hasSameTextualContentAs(Sketch.typesFile(folder.resolve("once"), spec));
    }

    @Test
    void anotherSeedGivesOtherPods() {
        Question one = Question.of(Family.PLAIN_MIDDLE.specs(1).getFirst(), folder.resolve("one"));
        Question two = Question.of(Family.PLAIN_MIDDLE.specs(2).getFirst(), folder.resolve("two"));
        assertThat(specs(one)).isNotEqualTo(specs(two));
    }

    private static Set<Object> specs(Question question) {
        var specs = new HashSet<>();
        question.objects().forEach(object -> {
            if (object instanceof Pod pod) {
                specs.add(pod.spec());
            }
        });
        return specs;
    }
}
