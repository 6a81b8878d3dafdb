package dev.wainwright.cli.catalog;

import dev.wainwright.cli.output.Prose;
import dev.wainwright.cli.shell.Terminal;
import dev.wainwright.model.instance.Offering;
import java.util.Locale;
import java.util.Optional;

/** Prices as tables show them: four decimals, and a mark on those that come from a model. */
final class Prices {
    private static final String MARK = "~";
    private static final double SMALLEST = 0.0001;
    /** AWS's own figure for a month. */
    static final int HOURS_PER_MONTH = 730;

    private boolean anyModelled;

    String text(Optional<Offering> offering) {
        return offering.map(each -> text(each.price(), each.modelled())).orElse("-");
    }

    String text(double dollars, boolean modelled) {
        anyModelled |= modelled;
        String format = dollars > 0 && dollars < SMALLEST ? "%s$%.2e" : "%s$%,.4f";
        return String.format(Locale.ROOT, format, modelled ? MARK : "", dollars);
    }

    /** Says what the mark means, if there was one. */
    void footnote(Terminal terminal) {
        if (anyModelled) {
            terminal.out().print("\n");
            String text = MARK + " modelled: no price list or price history says so; docs/catalog.md has the model,"
                    + " --prices FILE and `wain catalog import` have better.";
            Prose.wrap("", "  ", text, terminal.columns())
                    .forEach(line -> terminal.out().print(terminal.dim(line) + "\n"));
        }
    }
}
