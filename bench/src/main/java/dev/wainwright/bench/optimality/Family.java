package dev.wainwright.bench.optimality;

import static dev.wainwright.bench.optimality.Offer.CMR;
import static dev.wainwright.bench.optimality.Offer.EVERYTHING;
import static dev.wainwright.bench.optimality.Offer.EVERYTHING_SPOT;
import static dev.wainwright.bench.optimality.Offer.MIDDLE;
import static dev.wainwright.bench.optimality.Offer.MIDDLE_SPOT;
import static dev.wainwright.bench.optimality.Offer.ONE;
import static dev.wainwright.bench.optimality.Offer.THREE;
import static dev.wainwright.bench.optimality.Offer.WITH_GPU;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a question is about; each family comes in all sizes, over the offers named in turn. */
public enum Family {
    /** Nothing but requests, over ever wider catalogues. */
    PLAIN_THREE(Sizes.ALL, THREE),
    PLAIN_MIDDLE(Sizes.ALL, MIDDLE),
    PLAIN_CMR(Sizes.ALL, CMR),
    PLAIN_EVERYTHING(Sizes.ALL, EVERYTHING),
    PLAIN_SPOT(Sizes.ALL, MIDDLE_SPOT, EVERYTHING_SPOT),
    /** Up to 500 classes of random sizes. */
    MANY_CLASSES(Sizes.MANY, MIDDLE, CMR, EVERYTHING),
    /** All pods alike. */
    IDENTICAL(Sizes.IDENTICAL, MIDDLE, THREE, EVERYTHING, CMR),
    ZONE_SPREAD(Sizes.ALL, MIDDLE, CMR, THREE, EVERYTHING),
    HOSTNAME_SPREAD(Sizes.ALL, CMR, EVERYTHING, MIDDLE, THREE),
    ANTI_AFFINITY(Sizes.ALL, EVERYTHING, MIDDLE, THREE, CMR),
    /** Zones that a selector or a volume forces. */
    FORCED_ZONES(Sizes.ALL, MIDDLE, EVERYTHING, CMR, THREE),
    GPU(Sizes.MOST, WITH_GPU, EVERYTHING),
    DAEMONS(Sizes.ALL, CMR, MIDDLE, EVERYTHING, THREE),
    CPU_ONLY(Sizes.MOST, MIDDLE, EVERYTHING, THREE, CMR),
    MEMORY_ONLY(Sizes.MOST, CMR, MIDDLE, EVERYTHING, THREE),
    /** Pods that take just over a half, a third, … of some machine. */
    JUST_OVER(Sizes.MOST, THREE, MIDDLE, ONE, CMR),
    /** What first-fit decreasing does worst. */
    FIRST_FIT_WORST(Sizes.MOST, ONE, ONE, THREE, THREE, MIDDLE),
    /** One pod that needs the largest machine, among tiny ones. */
    ONE_GIANT(Sizes.MOST, CMR, THREE, EVERYTHING, MIDDLE),
    /** So small that the number of pods on a node is what binds. */
    MANY_PER_NODE(Sizes.MOST, MIDDLE, EVERYTHING, THREE, CMR),
    /** Pools with weights, limits and requirements of their own. */
    SEVERAL_POOLS(Sizes.MOST, MIDDLE_SPOT, CMR, EVERYTHING_SPOT),
    /** Nodes that are there, partly filled. */
    EXISTING(Sizes.MOST, MIDDLE, CMR, EVERYTHING),
    /** Everything at once. */
    MIXED(Sizes.ALL, CMR, MIDDLE, EVERYTHING, MIDDLE_SPOT);

    private final Sizes sizes;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Offer> offers;

    Family(Sizes sizes, Offer... offers) {
        this.sizes = sizes;
        this.offers = List.of(offers);
    }

    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The family's questions, smallest first. */
    List<Spec> specs(long seed) {
        var specs = new ArrayList<Spec>();
        for (Sizes.Size size : sizes.all()) {
            int number = specs.size() + 1;
            Offer offer = offers.get(specs.size() % offers.size());
            specs.add(new Spec(this, number, size.pods(), size.classes(), offer, seed));
        }
        return specs;
    }

    void fill(Sketch sketch) {
        switch (this) {
            case PLAIN_THREE, PLAIN_MIDDLE, PLAIN_CMR, PLAIN_EVERYTHING, PLAIN_SPOT, IDENTICAL ->
                Plain.realistic(sketch);
            case MANY_CLASSES -> Plain.diverse(sketch);
            case CPU_ONLY -> Plain.cpuOnly(sketch);
            case MEMORY_ONLY -> Plain.memoryOnly(sketch);
            case MANY_PER_NODE -> Plain.tiny(sketch);
            case GPU -> Plain.gpu(sketch);
            case JUST_OVER -> Adversarial.justOver(sketch);
            case FIRST_FIT_WORST -> Adversarial.firstFitWorst(sketch);
            case ONE_GIANT -> Adversarial.giant(sketch);
            case ZONE_SPREAD -> Placed.zoneSpread(sketch);
            case HOSTNAME_SPREAD -> Placed.hostnameSpread(sketch);
            case ANTI_AFFINITY -> Placed.antiAffinity(sketch);
            case FORCED_ZONES -> Placed.forcedZones(sketch);
            case MIXED -> Placed.mixed(sketch);
            case DAEMONS -> Clusters.daemons(sketch);
            case SEVERAL_POOLS -> Clusters.severalPools(sketch);
            case EXISTING -> Clusters.existing(sketch);
        }
    }
}
