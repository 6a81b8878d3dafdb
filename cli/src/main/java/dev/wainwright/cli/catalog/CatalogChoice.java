package dev.wainwright.cli.catalog;

import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.catalog.CatalogException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that say which EC2 catalogue to use, and at what prices. */
public final class CatalogChoice {
    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "The EC2 region; any but us-east-1 needs --catalog. Default: ${DEFAULT-VALUE}.",
            defaultValue = "us-east-1")
    String region = "";

    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            description = "An EC2 catalogue that `wain catalog import` wrote, instead of the one built in.")
    String catalog = "";

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "Prices that go before the catalogue's; docs/catalog.md has the format.")
    String prices = "";

    /** Throws {@link Failure} when there is no such catalogue. */
    public Catalog load() {
        try {
            Catalog chosen = catalog.isEmpty() ? Catalog.embedded() : Catalog.load(Path.of(catalog));
            // A catalogue that was named is of the region it was imported from, unless the user insists on another.
            boolean asked = catalog.isEmpty() || !region.equals("us-east-1");
            if (asked && !chosen.region().equals(region)) {
                throw Failure.of(
                        "there is no catalogue of region " + region + " here",
                        "make one with `wain catalog import --region " + region + "` and name it with --catalog");
            }
            return prices.isEmpty() ? chosen : chosen.withPrices(Path.of(prices));
        } catch (CatalogException e) {
            throw Failure.of(String.valueOf(e.getMessage()));
        }
    }
}
