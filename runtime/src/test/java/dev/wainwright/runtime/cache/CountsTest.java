package dev.wainwright.runtime.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.runtime.Toys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever a cache is told, in whatever order: its counts are those that somebody comes to who counts its objects. */
class CountsTest {
    private static final int SEEDS = 200;
    private static final int CHANGES = 400;
    private static final int NAMES = 25;
    private static final List<String> TEAMS = List.of("red", "green", "blue");

    /** By team; some pods are in none, some in two. */
    private static final Index<Pod> BY_TEAM = new Index<>(Pod.class, "team", pod -> teams(pod));

    private static final Count<Pod, String> BY_MOOD =
            new Count<>(BY_TEAM, "mood", pod -> pod.metadata().labels().getOrDefault("mood", "none"));

    private static final Count<Pod, Boolean> CALM = new Count<>(
            BY_TEAM, "calm", pod -> "calm".equals(pod.metadata().labels().get("mood")));

    private final Map<Integer, Integer> lives = new HashMap<>();
    private SplittableRandom random = new SplittableRandom(0);
    private long revision;

    @Test
    void countsAreThoseOfAFullRecountWhateverTheCacheIsTold() {
        for (long seed = 0; seed < SEEDS; seed++) {
            random = new SplittableRandom(seed);
            lives.clear();
            revision = 1;
            var cache = new Cache(Kinds.of(Pod.class));
            cache.addCount(BY_MOOD);
            cache.addCount(CALM);
            var told = new ArrayList<Pod>();
            for (int change = 0; change < CHANGES; change++) {
                tell(cache, told);
                for (String team : TEAMS) {
                    assertThat(cache.counts(BY_MOOD, team))
                            .as("team %s after change %d with seed %d", team, change, seed)
                            .isEqualTo(recount(cache, BY_MOOD, team));
                    assertThat(cache.counts(CALM, team)).isEqualTo(recount(cache, CALM, team));
                }
            }
        }
    }

    @Test
    void nobodyIsToldWhatNobodyCounts() {
        var cache = new Cache(Kinds.of(Pod.class));

        assertThatThrownBy(() -> cache.counts(CALM, "red")).hasMessageContaining("nobody declared the count calm");
    }

    /** New forms, old news once more, removals, and lists that lack what the cache knows or know what it lacks. */
    private void tell(Cache cache, List<Pod> told) {
        int what = random.nextInt(100);
        if (what < 50 || told.isEmpty()) {
            Pod pod = next();
            told.add(pod);
            if (random.nextInt(5) > 0) {
                cache.put(pod);
            }
        } else if (what < 70) {
            cache.put(told.get(random.nextInt(told.size())));
        } else if (what < 90) {
            Pod gone = told.get(random.nextInt(told.size()));
            cache.remove(random.nextBoolean() ? gone : at(gone, ++revision));
        } else if (what < 97) {
            cache.reached(random.nextLong(revision + 1));
        } else {
            cache.replace(list(told), revision);
        }
    }

    private List<KubeObject> list(List<Pod> told) {
        var latest = new HashMap<String, Pod>();
        told.stream().filter(pod -> random.nextInt(4) > 0).forEach(pod -> latest.put(pod.name(), pod));
        return List.copyOf(latest.values());
    }

    /** A pod of one of a few names, now and then another object of that name. */
    private Pod next() {
        int number = random.nextInt(NAMES);
        int life = lives.merge(number, random.nextInt(4) == 0 ? 1 : 0, Integer::sum);
        var labels = new HashMap<String, String>();
        if (random.nextInt(4) > 0) {
            labels.put("mood", random.nextBoolean() ? "calm" : "cross");
        }
        if (random.nextInt(6) > 0) {
            labels.put("team", TEAMS.get(random.nextInt(TEAMS.size())));
        }
        if (random.nextInt(6) == 0) {
            labels.put("guest", TEAMS.get(random.nextInt(TEAMS.size())));
        }
        return at(Toys.pod("pod-" + number, "uid-" + number + '-' + life, labels), ++revision);
    }

    private static Pod at(Pod pod, long revision) {
        ObjectMeta metadata = pod.metadata().withResourceVersion(Long.toString(revision));
        return new Pod(metadata, pod.nodeName(), pod.volumes(), pod.spec(), pod.status(), pod.rest());
    }

    /** With repetition, when a pod is guest of its own team. */
    private static List<String> teams(Pod pod) {
        var teams = new ArrayList<String>();
        for (String label : List.of("team", "guest")) {
            String team = pod.metadata().labels().get(label);
            if (team != null) {
                teams.add(team);
            }
        }
        return teams;
    }

    private static <S> Map<S, Integer> recount(Cache cache, Count<Pod, S> count, String team) {
        var counts = new HashMap<S, Integer>();
        for (KubeObject object : cache.all()) {
            if (object instanceof Pod pod && teams(pod).contains(team)) {
                counts.merge(count.sort().apply(pod), 1, Integer::sum);
            }
        }
        return counts;
    }
}
