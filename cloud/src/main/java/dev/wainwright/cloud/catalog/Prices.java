package dev.wainwright.cloud.catalog;

import dev.wainwright.model.instance.Labels;
import java.util.OptionalDouble;

/**
 * What a catalogue's types cost. First come the user's own prices, then the region's price history and list, last the
 * model.
 *
 * @param listIsForeign whether the list is that of another region and so no more than a model of this one's
 */
record Prices(PriceList overrides, PriceList list, boolean listIsForeign) {

    Price onDemand(InstanceFacts facts, String zone) {
        OptionalDouble override = overrides.of(facts, zone, Labels.ON_DEMAND);
        if (override.isPresent()) {
            return new Price(override.getAsDouble(), false);
        }
        OptionalDouble listed = list.of(facts, zone, Labels.ON_DEMAND);
        return listed.isPresent()
                ? new Price(listed.getAsDouble(), listIsForeign)
                : new Price(PriceModel.onDemand(facts), true);
    }

    /** @param onDemand what {@link #onDemand} says */
    Price spot(InstanceFacts facts, String zone, Price onDemand, long seed) {
        OptionalDouble override = overrides.of(facts, zone, Labels.SPOT);
        if (override.isPresent()) {
            return new Price(override.getAsDouble(), false);
        }
        Double history = facts.spotPrices().get(zone);
        return history != null
                ? new Price(history, false)
                : new Price(PriceModel.spot(facts, zone, onDemand.usd(), seed), true);
    }
}
