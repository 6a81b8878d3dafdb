package dev.wainwright.runtime.loop;

/**
 * How controllers run.
 *
 * @param workers how many keys of one controller are worked on at a time
 */
public record Options(Latencies latencies, RetryPolicy retries, int workers, Observer observer, Crashes crashes) {
    /** Without limits, latencies and faults. */
    public static final Options STANDARD =
            new Options(Latencies.NONE, RetryPolicy.STANDARD, Integer.MAX_VALUE, Observer.NONE, Crashes.NEVER);

    public Options with(Latencies newLatencies) {
        return new Options(newLatencies, retries, workers, observer, crashes);
    }

    public Options with(RetryPolicy newRetries) {
        return new Options(latencies, newRetries, workers, observer, crashes);
    }

    public Options with(Observer newObserver) {
        return new Options(latencies, retries, workers, newObserver, crashes);
    }

    public Options with(Crashes newCrashes) {
        return new Options(latencies, retries, workers, observer, newCrashes);
    }

    public Options withWorkers(int newWorkers) {
        return new Options(latencies, retries, newWorkers, observer, crashes);
    }
}
