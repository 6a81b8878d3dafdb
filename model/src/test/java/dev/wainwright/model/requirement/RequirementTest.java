package dev.wainwright.model.requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wainwright.model.requirement.Requirement.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequirementTest {
    /** Values that between them tell all requirements of {@link #random} apart. */
    private static final List<String> VALUES = List.of("-1", "0", "1", "2", "3", "4", "5", "6", "blue", "red", "");

    private static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static Requirement random(SplittableRandom random) {
        var operators = List.of(Operator.values());
        Operator operator = operators.get(random.nextInt(operators.size()));
        var values = new ArrayList<String>();
        switch (operator) {
            case IN, NOT_IN ->
                IntStream.range(0, 1 + random.nextInt(4))
                        .forEach(i -> values.add(VALUES.get(random.nextInt(VALUES.size()))));
            case GT, LT, GTE, LTE -> values.add(Integer.toString(random.nextInt(6)));
            case EXISTS, DOES_NOT_EXIST -> {}
        }
        return Requirement.of("key", operator, values, 0);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anIntersectionAllowsExactlyWhatBothAllow(long seed) {
        var random = new SplittableRandom(seed);
        Requirement one = random(random).intersection(random(random));
        Requirement other = random(random);

        Requirement both = one.intersection(other);

        for (String value : VALUES) {
            assertThat(both.allows(value))
                    .as("seed %d: %s and %s on \"%s\"", seed, one, other, value)
                    .isEqualTo(one.allows(value) && other.allows(value));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void intersectionsDoNotDependOnTheOrder(long seed) {
        var random = new SplittableRandom(seed);
        Requirement a = random(random);
        Requirement b = random(random);
        Requirement c = random(random);

        assertThat(a.intersection(b)).as("seed %d", seed).isEqualTo(b.intersection(a));
        assertThat(a.intersection(b).intersection(c))
                .as("seed %d: %s, %s, %s", seed, a, b, c)
                .isEqualTo(a.intersection(b.intersection(c)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void termsWriteDownTheWholeRequirement(long seed) {
        var random = new SplittableRandom(seed);
        Requirement requirement = random(random).intersection(random(random));

        Requirement readAgain = requirement.terms().stream()
                .map(term -> Requirement.of(term.key(), term.operator(), term.values(), term.minValues()))
                .reduce(Requirement::intersection)
                .orElseThrow();

        assertThat(readAgain).as("seed %d", seed).isEqualTo(requirement);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void overlapMeansACommonValueOrThatNeitherNeedsOne(long seed) {
        var random = new SplittableRandom(seed);
        Requirement one = random(random);
        Requirement other = random(random);
        boolean common = VALUES.stream().anyMatch(value -> one.allows(value) && other.allows(value));

        if (common || (one.allowsAbsence() && other.allowsAbsence())) {
            assertThat(one.overlaps(other))
                    .as("seed %d: %s and %s", seed, one, other)
                    .isTrue();
        } else if (!one.complement() || !other.complement()) {
            assertThat(one.overlaps(other))
                    .as("seed %d: %s and %s", seed, one, other)
                    .isFalse();
        }
        assertThat(one.overlaps(other)).isEqualTo(other.overlaps(one));
    }

    @Test
    void exclusionsAndBoundsOnOneLabelAreBothKept() {
        Requirement both =
                Requirement.of("cpu", Operator.NOT_IN, "8").intersection(Requirement.of("cpu", Operator.GT, "4"));

        assertThat(both.terms())
                .containsExactly(
                        new Term("cpu", Operator.NOT_IN, List.of("8"), 0),
                        new Term("cpu", Operator.GTE, List.of("5"), 0));
    }

    @Test
    void boundsThatCrossLeaveNothing() {
        Requirement none =
                Requirement.of("cpu", Operator.GT, "4").intersection(Requirement.of("cpu", Operator.LT, "5"));

        assertThat(none.operator()).isEqualTo(Operator.DOES_NOT_EXIST);
    }

    @Test
    void nothingIsGreaterThanTheLargestNumber() {
        assertThat(Requirement.of("n", Operator.GT, Long.toString(Long.MAX_VALUE))
                        .operator())
                .isEqualTo(Operator.DOES_NOT_EXIST);
        assertThat(Requirement.of("n", Operator.LT, Long.toString(Long.MIN_VALUE))
                        .operator())
                .isEqualTo(Operator.DOES_NOT_EXIST);
    }

    @Test
    void theStricterMinimumOfValuesWins() {
        Requirement two = Requirement.of("family", Operator.EXISTS, List.of(), 2);
        Requirement three = Requirement.of("family", Operator.IN, List.of("a", "b", "c"), 3);

        assertThat(two.intersection(three).minValues()).isEqualTo(3);
    }

    @Test
    void aNumericOperatorNeedsOneValue() {
        assertThatThrownBy(() -> Requirement.of("cpu", Operator.GT, "1", "2"))
                .hasMessageContaining("exactly one value");
    }
}
