package dev.wainwright.cluster.quota;

import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Quantity;

/** Quantities in documents, which may be texts or numbers. */
final class Quantities {
    private Quantities() {}

    static Quantity of(Tree amount) {
        return Quantity.parse(
                switch (amount) {
                    case Tree.Text text -> text.value();
                    case Tree.Numeral number -> number.value().toPlainString();
                    default -> "0";
                });
    }
}
