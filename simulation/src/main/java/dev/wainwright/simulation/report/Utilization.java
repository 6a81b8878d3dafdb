package dev.wainwright.simulation.report;

import dev.wainwright.model.resource.Resources;

/** How much of what nodes offer has been asked for: summed up from change to change, so nothing between two looks is lost. */
final class Utilization {
    private final Account cpu = new Account(Resources.CPU);
    private final Account memory = new Account(Resources.MEMORY);

    /** A node offers this from {@code now} on; times in seconds. */
    void offered(double now, Resources amount) {
        cpu.change(now, amount, 1, 0);
        memory.change(now, amount, 1, 0);
    }

    void withdrawn(double now, Resources amount) {
        cpu.change(now, amount, -1, 0);
        memory.change(now, amount, -1, 0);
    }

    /** A pod with these requests is on a node from {@code now} on. */
    void asked(double now, Resources amount) {
        cpu.change(now, amount, 0, 1);
        memory.change(now, amount, 0, 1);
    }

    void released(double now, Resources amount) {
        cpu.change(now, amount, 0, -1);
        memory.change(now, amount, 0, -1);
    }

    Account cpu() {
        return cpu;
    }

    Account memory() {
        return memory;
    }

    /** One resource, now and over time. */
    static final class Account {
        private final String resource;
        private long offered;
        private long asked;
        private double offeredSeconds;
        private double askedSeconds;
        private double until;

        Account(String resource) {
            this.resource = resource;
        }

        private void change(double now, Resources amount, int offers, int asks) {
            pass(now);
            offered += offers * amount.get(resource);
            asked += asks * amount.get(resource);
        }

        private void pass(double now) {
            offeredSeconds += (now - until) * offered;
            askedSeconds += (now - until) * asked;
            until = now;
        }

        /** Right now; 0 where nothing is offered. */
        double share() {
            return offered == 0 ? 0 : (double) asked / offered;
        }

        /** Of all that was offered up to {@code now}, by the second. */
        double average(double now) {
            pass(now);
            return offeredSeconds == 0 ? 0 : askedSeconds / offeredSeconds;
        }
    }
}
