package dev.wainwright.cloud.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps the bill: by the second from running to shutting down, and at least a minute. */
final class Ledger {
    private static final Duration LEAST = Duration.ofMinutes(1);

    private final Market market;
    private final SortedMap<PoolKey, Bill.Row> ended = new TreeMap<>();

    Ledger(Market market) {
        this.market = market;
    }

    /** A machine has stopped to cost anything. */
    void close(PoolKey pool, Instant from, Instant to) {
        ended.merge(pool, row(pool, from, to), Bill.Row::plus);
    }

    /** The bill with what still runs, as of {@code now}. */
    Bill bill(Collection<LiveMachine> running, Instant now) {
        var rows = new TreeMap<>(ended);
        for (LiveMachine machine : running) {
            Instant from = machine.runningSince();
            if (from != null) {
                rows.merge(machine.pool(), row(machine.pool(), from, now), Bill.Row::plus);
            }
        }
        return new Bill(rows);
    }

    private Bill.Row row(PoolKey pool, Instant from, Instant to) {
        Duration ran = Duration.between(from, to);
        Duration billed = ran.compareTo(LEAST) < 0
                ? LEAST
                : Duration.ofSeconds(ran.plusNanos(999_999_999).toSeconds());
        return new Bill.Row(billed.toSeconds() / 3600.0, market.cost(pool, from, from.plus(billed)));
    }
}
