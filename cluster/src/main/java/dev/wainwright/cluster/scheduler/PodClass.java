package dev.wainwright.cluster.scheduler;

import dev.wainwright.model.placement.TopologyTerm;
import dev.wainwright.model.placement.TopologyTerm.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pods that ask the same in every respect: they share one look at the nodes. */
final class PodClass {
    final Key key;
    final Ask ask;
    final String namespace;
    final Map<String, String> labels;
    final List<TopologyTerm> spreads;
    final boolean spreadsBySystem;
    final List<TopologyTerm> affinities;
    final List<String> images;
    private final List<Tally> counted = new ArrayList<>();
    private int examined;
    private int pods;

    @Nullable
    Evaluation evaluation;

    /** What came of the last failed try, and the board's version then: nothing else can come of the next at the same. */
    @Nullable
    Failure lastFailure;

    long failedAtVersion = -1;

    /**
     * Whether no more pods were woken than a node had room for, and none has failed since. They may have gone elsewhere, and
     * the room be there for others that sleep.
     */
    boolean moreMayFit;

    /**
     * What tells classes apart. Specs are compared by identity, which pods of a template share.
     *
     * @param owner the uid of the managing owner, whose selector decides how pods spread that say nothing about it
     * @param claims of volumes, each namespace/name
     */
    record Key(Ask ask, String namespace, Map<String, String> labels, String owner, List<String> claims) {
        @Override
        @SuppressWarnings("ReferenceEquality") // One per spec.
        public boolean equals(Object other) {
            return other instanceof Key that
                    && ask == that.ask
                    && namespace.equals(that.namespace)
                    && owner.equals(that.owner)
                    && labels.equals(that.labels)
                    && claims.equals(that.claims);
        }

        @Override
        public int hashCode() {
            return ((System.identityHashCode(ask) * 31 + namespace.hashCode()) * 31 + labels.hashCode()) * 31
                    + claims.hashCode();
        }
    }

    PodClass(
            Key key,
            List<TopologyTerm> spreads,
            boolean spreadsBySystem,
            List<TopologyTerm> affinities,
            List<String> images) {
        this.key = key;
        this.ask = key.ask();
        this.namespace = key.namespace();
        this.labels = key.labels();
        this.spreads = List.copyOf(spreads);
        this.spreadsBySystem = spreadsBySystem;
        this.affinities = List.copyOf(affinities);
        this.images = images;
    }

    /** The tallies that count these pods, new ones included. */
    List<Tally> countedIn(List<@Nullable Tally> all) {
        for (; examined < all.size(); examined++) {
            Tally tally = all.get(examined);
            if (tally != null && tally.sort.counts(this)) {
                counted.add(tally);
            }
        }
        counted.removeIf(Tally::isDead);
        return counted;
    }

    List<TopologyTerm> required(Kind kind) {
        return affinities.stream()
                .filter(term -> term.kind() == kind && term.isRequired())
                .toList();
    }

    /** Whether where other pods are decides where these may be. */
    boolean heedsOthers() {
        return affinities.stream().anyMatch(TopologyTerm::isRequired)
                || spreads.stream().anyMatch(TopologyTerm::isRequired);
    }

    void use() {
        pods++;
    }

    /** Whether no pod of the class is left. */
    boolean release() {
        return --pods == 0;
    }

    boolean isUsed() {
        return pods > 0;
    }
}
