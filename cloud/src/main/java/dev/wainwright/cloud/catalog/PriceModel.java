package dev.wainwright.cloud.catalog;

import dev.wainwright.cloud.catalog.InstanceFacts.Device;
import dev.wainwright.cloud.catalog.InstanceFacts.Neuron;

/**
 * Prices for what no list or history has a price for. Every price from here is marked as modelled.
 *
 * <p><b>On-demand.</b> A sum over what the machine has, per hour: $0.03 per vCPU, $0.0045 per GiB of memory, $0.08 per
 * 1000 GB of local disk but no more than vCPUs and memory together, $0.05 per GiB of memory on NVIDIA GPUs, $0.025 per GiB on
 * other accelerators. Held against the price list: nine in ten of the c, m and r families come out between 57 and 117 % of
 * their price, of the accelerated ones between 86 and 172 %; small burstable machines much too dear.
 *
 * <p><b>Spot.</b> A share of the on-demand price between 28 % and 75 %. It starts at 54 %; every generation before the
 * eighth makes it 2 points cheaper (at most 8), every doubling of the vCPUs 1 point cheaper; accelerators are in demand and
 * cost 8 points more. Then the family moves it by up to 8 points and the type's zone by up to 6, either way, both
 * drawn from the seed. So one seed is one world, and prices differ between zones as they do on the market. They do not move in
 * time.
 */
final class PriceModel {
    private static final double USD_PER_VCPU = 0.03;
    private static final double USD_PER_GIB = 0.0045;
    private static final double USD_PER_LOCAL_GB = 0.00008;
    private static final double USD_PER_NVIDIA_GIB = 0.05;
    private static final double USD_PER_ACCELERATOR_GIB = 0.025;

    private static final double LOWEST_SHARE = 0.28;
    private static final double HIGHEST_SHARE = 0.75;
    private static final double STARTING_SHARE = 0.54;
    private static final int NEWEST_GENERATION = 8;
    private static final int OLDEST_STEP = 4;

    private PriceModel() {}

    static double onDemand(InstanceFacts facts) {
        double usd = facts.processor().vcpus() * USD_PER_VCPU + facts.memoryMib() / 1024.0 * USD_PER_GIB;
        usd += Math.min(usd, facts.storage().localGb() * USD_PER_LOCAL_GB);
        for (Device gpu : facts.devices().gpus()) {
            double rate = gpu.manufacturer().equals("NVIDIA") ? USD_PER_NVIDIA_GIB : USD_PER_ACCELERATOR_GIB;
            // A count of 0 is a fraction of a GPU, whose memory is what there is of it.
            usd += Math.max(1, gpu.count()) * (gpu.memoryMib() / 1024.0) * rate;
        }
        for (Neuron neuron : facts.devices().neurons()) {
            usd += neuron.count() * (neuron.memoryMib() / 1024.0) * USD_PER_ACCELERATOR_GIB;
        }
        return rounded(usd);
    }

    /** @param onDemand the type's on-demand price */
    static double spot(InstanceFacts facts, String zone, double onDemand, long seed) {
        double share = STARTING_SHARE
                - 0.02 * Math.clamp((long) NEWEST_GENERATION - generation(facts.family()), 0, OLDEST_STEP)
                - 0.01 * Math.log(Math.max(1, facts.processor().vcpus())) / Math.log(2)
                + (isAccelerated(facts) ? 0.08 : 0)
                + 0.08 * draw(seed, facts.family())
                + 0.06 * draw(seed, facts.name() + "/" + zone);
        double exact = onDemand * Math.clamp(share, LOWEST_SHARE, HIGHEST_SHARE);
        double rounded = rounded(exact);
        return rounded > 0 && rounded < onDemand ? rounded : exact;
    }

    private static boolean isAccelerated(InstanceFacts facts) {
        return !facts.devices().gpus().isEmpty() || !facts.devices().neurons().isEmpty();
    }

    /** The number behind the family's letters: 6 of c6gd; 8 when there is none. */
    private static int generation(String family) {
        for (int i = 0; i < family.length(); i++) {
            int digit = Character.digit(family.charAt(i), 10);
            if (digit >= 0) {
                return digit;
            }
        }
        return NEWEST_GENERATION;
    }

    /** A number from −1 to 1 that seed and text decide. */
    private static double draw(long seed, String text) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = mixed(hash ^ text.charAt(i));
        }
        return (mixed(hash) >>> 11) * 0x1.0p-52 - 1;
    }

    /** The finisher of SplitMix64: every input bit reaches every output bit. */
    private static long mixed(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** To a hundredth of a cent. */
    private static double rounded(double usd) {
        return Math.round(usd * 10_000) / 10_000.0;
    }
}
