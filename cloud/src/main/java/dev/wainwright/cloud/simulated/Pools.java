package dev.wainwright.cloud.simulated;

import dev.wainwright.runtime.chance.Chance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is left in each pool. A pool that nobody has spoken of never runs dry, unless chance has droughts. */
final class Pools {
    private static final int ENDLESS = Integer.MAX_VALUE;

    private final Chance chance;
    private final Droughts droughts;
    private final List<Rule> rules = new ArrayList<>();
    private final Map<PoolKey, Integer> left = new HashMap<>();

    /** From when on a selector's pools hold {@code left}; later rules replace earlier ones. */
    private record Rule(PoolSelector selector, int left) {}

    Pools(Chance chance, Droughts droughts) {
        this.chance = chance.of("drought");
        this.droughts = droughts;
    }

    void set(PoolSelector selector, int count) {
        rules.add(new Rule(selector, count));
        left.replaceAll((pool, before) -> selector.matches(pool) ? count : before);
    }

    void refill(PoolSelector selector) {
        set(selector, ENDLESS);
    }

    boolean isDry(PoolKey pool, Instant now) {
        return left(pool) == 0 || isInDrought(pool, now);
    }

    void take(PoolKey pool) {
        int before = left(pool);
        if (before != ENDLESS) {
            left.put(pool, before - 1);
        }
    }

    /** A machine has ended. What is dry stays dry: others stand in line for what comes back. */
    void giveBack(PoolKey pool) {
        int before = left(pool);
        if (before != ENDLESS && before > 0) {
            left.put(pool, before + 1);
        }
    }

    private int left(PoolKey pool) {
        return left.computeIfAbsent(pool, key -> {
            int count = ENDLESS;
            for (Rule rule : rules) {
                count = rule.selector().matches(key) ? rule.left() : count;
            }
            return count;
        });
    }

    private boolean isInDrought(PoolKey pool, Instant now) {
        double share = pool.capacityType().equals("spot") ? droughts.spotShare() : droughts.onDemandShare();
        if (share == 0) {
            return false;
        }
        long period = now.getEpochSecond() / Math.max(1, droughts.length().toSeconds());
        return chance.of(pool.toString()).draw(period) < share;
    }
}
