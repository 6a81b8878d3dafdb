package dev.wainwright.solver.packing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.solver.packing.Loader.Answer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Both ways of finding out whether given machines hold everything, beside trying all there is to try. */
class LoadingTest {
    private static final int SEEDS = 2000;

    @Test
    void bothWaysAgreeWithTryingEverything() {
        int held = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var dice = new Random(seed);
            Packing packing = Questions.random(dice, 5, 3);
            List<Fit> fits = Dominance.undominated(packing);
            if (!fits.isEmpty()) {
                int[] kinds =
                        dice.ints(1 + dice.nextInt(4), 0, fits.size()).sorted().toArray();
                Answer answer = isHeld(packing, fits, kinds, 0, counts(packing)) ? Answer.YES : Answer.NO;
                held += answer == Answer.YES ? 1 : 0;

                var loading = new Loading(packing, fits, kinds, new Steps(100_000));
                assertThat(loading.answer()).as("loading, seed %d", seed).isEqualTo(answer);
                var completion = new Completion(packing, fits, kinds, new Steps(100_000));
                assertThat(completion.answer()).as("completion, seed %d", seed).isEqualTo(answer);
                if (answer == Answer.YES) {
                    assertThat(held(packing, loading.patterns()))
                            .as("loading, seed %d", seed)
                            .isEqualTo(counts(packing));
                    assertThat(held(packing, completion.patterns()))
                            .as("completion, seed %d", seed)
                            .isEqualTo(counts(packing));
                }
            }
        }
        assertThat(held).isGreaterThan(SEEDS / 10);
    }

    @Test
    void neitherClaimsToKnowWhatItHadNoTimeToFindOut() {
        // thirty different pieces that fill two machines all but to the last bit, or not
        var dice = new Random(7);
        var items = dice.ints(30, 1_000_000, 9_999_999)
                .mapToObj(size -> new Packing.Item(1, new long[] {size}, 1, new long[1]))
                .toList();
        long half = items.stream().mapToLong(item -> item.load()[0]).sum() / 2 + 1;
        var machine = new Packing.Machine(new long[] {half}, 1, new long[] {(1L << 30) - 1}, List.of());
        var packing = new Packing(items, List.of(machine), List.of());
        List<Fit> fits = Dominance.undominated(packing);
        int[] both = {0, 0};

        assertThat(new Loading(packing, fits, both, new Steps(1)).answer()).isEqualTo(Answer.UNKNOWN);
        assertThat(new Completion(packing, fits, both, new Steps(1)).answer()).isEqualTo(Answer.UNKNOWN);
    }

    private static int[] counts(Packing packing) {
        return packing.items().stream().mapToInt(Packing.Item::count).toArray();
    }

    private static int[] held(Packing packing, List<Pattern> patterns) {
        int[] held = new int[packing.items().size()];
        for (Pattern pattern : patterns) {
            int[] filling = new int[held.length];
            for (int i = 0; i < pattern.items().length; i++) {
                filling[pattern.items()[i]] = pattern.counts()[i];
                held[pattern.items()[i]] += pattern.counts()[i];
            }
            assertThat(Questions.fillings(packing, pattern.machine())).anyMatch(it -> Arrays.equals(it, filling));
        }
        return held;
    }

    private static boolean isHeld(Packing packing, List<Fit> fits, int[] kinds, int from, int[] left) {
        if (from == kinds.length) {
            return Arrays.stream(left).allMatch(count -> count == 0);
        }
        for (int[] filling : Questions.fillings(packing, fits.get(kinds[from]).machine)) {
            int[] after = left.clone();
            boolean isEnough = true;
            for (int k = 0; k < after.length; k++) {
                after[k] -= filling[k];
                isEnough &= after[k] >= 0;
            }
            if (isEnough && isHeld(packing, fits, kinds, from + 1, after)) {
                return true;
            }
        }
        return false;
    }
}
