package dev.wainwright.simulation.page;

import java.util.ArrayList;
import java.util.List;

/** Round values along an axis, from 0 on. */
record Ticks(double step, List<Double> values) {
    private static final int MOST = 5;
    private static final double[] TIMES = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800
    };

    /** Up to and above {@code most}; the last value is where the axis ends. */
    static Ticks values(double most, boolean whole) {
        double wanted = Math.max(most, whole ? 1 : 1e-9) / MOST;
        double power = Math.pow(10, Math.floor(Math.log10(wanted)));
        double step = power * 10;
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= wanted * (1 - 1e-9)) {
                step = factor * power;
                break;
            }
        }
        step = whole ? Math.max(1, step) : step;
        return upTo(Math.ceil(most / step - 1e-9) * step, step);
    }

    /** Seconds up to {@code end}, in steps that clocks know. */
    static Ticks times(double end) {
        double step = TIMES[TIMES.length - 1];
        for (double each : TIMES) {
            if (end / each <= MOST + 1) {
                step = each;
                break;
            }
        }
        while (end / step > 2 * MOST) {
            step *= 2;
        }
        return upTo(end, step);
    }

    private static Ticks upTo(double end, double step) {
        var values = new ArrayList<Double>();
        for (int i = 0; i * step <= end * (1 + 1e-9); i++) {
            values.add(i * step);
        }
        if (values.size() == 1) {
            values.add(step);
        }
        return new Ticks(step, values);
    }

    double top() {
        return values.getLast();
    }
}
