package dev.wainwright.cli.plan;

/** Which workloads become pods. */
enum Expanding {
    NOTHING,
    WORKLOADS,
    WORKLOADS_AND_CRON_JOBS;

    static Expanding of(boolean includeCronJobs) {
        return includeCronJobs ? WORKLOADS_AND_CRON_JOBS : WORKLOADS;
    }
}
