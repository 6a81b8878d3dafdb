package dev.wainwright.cloud.catalog;

import dev.wainwright.model.instance.Labels;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Supplier;

/**
 * One line of a price list: {@code [type,|family,]NAME[,ZONE][,CAPACITY-TYPE],USD}. Between name and price, in any order,
 * may stand a zone and a capacity type; without them the price holds in every zone, and for on-demand.
 *
 * @param family whether the price is per vCPU of every type of a family instead of that of one type
 * @param zone empty for all
 */
record PriceRow(boolean family, String name, String zone, String capacityType, BigDecimal usd) {
    private static final String SYNTAX =
            "a line is TYPE[,ZONE][,CAPACITY-TYPE],USD or family,FAMILY[,ZONE][,CAPACITY-TYPE],USD-PER-VCPU, "
                    + "such as m5.large,0.096 or m5.large,us-east-1a,spot,0.0312";

    /** @param place file and line, for errors */
    static PriceRow parse(String line, Supplier<String> place) {
        List<String> fields =
                FactsLine.pieces(line, ',').stream().map(String::strip).toList();
        boolean family = fields.getFirst().equals("family");
        int nameAt = family || fields.getFirst().equals("type") ? 1 : 0;
        if (fields.size() < nameAt + 2
                || fields.size() > nameAt + 4
                || fields.get(nameAt).isEmpty()) {
            throw new CatalogException(place.get() + ": cannot read \"" + line + "\"; " + SYNTAX);
        }
        String zone = "";
        String capacityType = Labels.ON_DEMAND;
        for (int i = nameAt + 1; i < fields.size() - 1; i++) {
            String field = fields.get(i).strip();
            switch (field) {
                case Labels.ON_DEMAND, Labels.SPOT -> capacityType = field;
                case Labels.RESERVED ->
                    throw new CatalogException(
                            place.get() + ": reserved capacity has no price of its own: it counts as paid for already");
                case "" -> {
                    // A column left blank.
                }
                default -> zone = field;
            }
        }
        BigDecimal usd = price(fields.getLast().strip(), line, place);
        return new PriceRow(family, fields.get(nameAt).strip(), zone, capacityType, usd);
    }

    private static BigDecimal price(String text, String line, Supplier<String> place) {
        try {
            var usd = new BigDecimal(text);
            if (usd.signum() > 0) {
                return usd;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, together with prices that make no sense.
        }
        throw new CatalogException(
                place.get() + ": \"" + text + "\" in \"" + line + "\" is no price above 0; " + SYNTAX);
    }

    /** A line that names columns has no digits; one that names a type has some, even where its price is none. */
    static boolean isHeader(String line) {
        return line.chars().noneMatch(Character::isDigit);
    }
}
