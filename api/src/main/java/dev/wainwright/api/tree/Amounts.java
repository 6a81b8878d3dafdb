package dev.wainwright.api.tree;

import dev.wainwright.model.resource.Quantity;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Quantities in documents, which may be texts or numbers. */
public final class Amounts {
    private Amounts() {}

    /**
     * Empty where there is neither a text nor a number.
     *
     * @throws IllegalArgumentException when a text is no quantity
     */
    public static Optional<Quantity> of(@Nullable Tree tree) {
        if (tree instanceof Tree.Text text) {
            return Optional.of(Quantity.parse(text.value()));
        }
        return tree instanceof Tree.Numeral number
                ? Optional.of(Quantity.parse(number.value().toPlainString()))
                : Optional.empty();
    }

    /** By name, sorted, so that what is said about them comes in a fixed order. */
    public static Map<String, Quantity> of(Tree.Mapping resources) {
        var amounts = new TreeMap<String, Quantity>();
        resources.fields().forEach((name, amount) -> of(amount).ifPresent(quantity -> amounts.put(name, quantity)));
        return amounts;
    }
}
