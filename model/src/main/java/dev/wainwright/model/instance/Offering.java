package dev.wainwright.model.instance;

import dev.wainwright.model.requirement.Requirements;
import java.util.OptionalInt;

/**
 * One way to buy an instance type: a zone and a capacity type at a price.
 *
 * @param requirements always with a single zone and capacity type; reserved ones also name their reservation
 * @param price US dollars per hour
 * @param modelled whether the price comes from a model instead of a price list
 * @param available whether it can be bought now
 * @param reservationCapacity how many are left in the reservation; empty when it is not reserved
 */
public record Offering(
        Requirements requirements, double price, boolean modelled, boolean available, OptionalInt reservationCapacity) {

    public String zone() {
        return single(Labels.ZONE);
    }

    public String capacityType() {
        return single(Labels.CAPACITY_TYPE);
    }

    public Offering withPrice(double newPrice) {
        return new Offering(requirements, newPrice, modelled, available, reservationCapacity);
    }

    private String single(String key) {
        return requirements.get(key).values().getFirst();
    }
}
