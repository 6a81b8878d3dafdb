package dev.wainwright.cli.workload;

import dev.wainwright.api.batch.Job;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How many pods the Job controller would have running. */
final class Jobs {
    /** The last two are set while the controller is still ending the Job; it starts no pods any more. */
    private static final Set<String> ENDINGS = Set.of("Complete", "Failed", "SuccessCriteriaMet", "FailureTarget");

    private Jobs() {}

    static boolean isOver(Job job) {
        return job.status().conditions().stream()
                .anyMatch(condition -> condition.isTrue() && ENDINGS.contains(condition.type()));
    }

    static int podsToStart(Job job) {
        Integer succeeded = job.status().succeeded();
        return podsToStart(job.spec(), succeeded == null ? 0 : succeeded);
    }

    /**
     * As many at once as {@code parallelism} allows and {@code completions} still ask for. Without completions the pods share
     * a work queue, and once one has succeeded no more are started.
     */
    static int podsToStart(Job.Spec spec, int succeeded) {
        int parallelism = orOne(spec.parallelism());
        if (spec.completions() == null && spec.parallelism() != null) {
            return succeeded > 0 ? 0 : parallelism;
        }
        return Math.clamp(orOne(spec.completions()) - succeeded, 0, parallelism);
    }

    private static int orOne(@Nullable Integer count) {
        return count == null ? 1 : count;
    }
}
