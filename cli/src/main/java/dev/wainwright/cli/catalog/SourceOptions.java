package dev.wainwright.cli.catalog;

import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cli.shell.Terminal;
import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.catalog.CatalogException;
import dev.wainwright.cloud.catalog.CatalogOptions;
import dev.wainwright.cloud.kwok.KwokTypes;
import dev.wainwright.model.instance.InstanceType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Where instance types and prices come from; for every command that shows some. */
public final class SourceOptions {
    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "The region; other ones than us-east-1 are assumed to sell the same at the same prices."
                    + " Default: us-east-1.")
    String region = "";

    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            description =
                    "A catalogue that `wain catalog import` wrote, instead of the one that comes with the program.")
    String catalog = "";

    @Option(
            names = "--instance-types",
            paramLabel = "FILE",
            description = "Instance types in the format of Karpenter's kwok provider, instead of EC2's.")
    String instanceTypes = "";

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "Prices that go before all others; docs/catalog.md has the format.")
    String prices = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the spot price model. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    long seed;

    /** Every type; throws {@link Failure} when the options contradict each other or a file is wrong. */
    List<InstanceType> types(Terminal terminal) {
        Optional<List<InstanceType>> file = fromFile();
        return file.isPresent() ? file.get() : ec2(terminal).instanceTypes(CatalogOptions.DEFAULT.withSpotSeed(seed));
    }

    /** The types of the file that takes the place of EC2's; throws {@link Failure} as {@link #types} does. */
    public Optional<List<InstanceType>> fromFile() {
        if (instanceTypes.isEmpty()) {
            return Optional.empty();
        }
        if (!catalog.isEmpty() || !prices.isEmpty() || !region.isEmpty()) {
            throw Failure.of("--instance-types brings its own zones and prices, so --catalog, --prices and --region"
                    + " have nothing to say");
        }
        try {
            return Optional.of(KwokTypes.read(Path.of(instanceTypes)));
        } catch (CatalogException e) {
            throw Failure.of(String.valueOf(e.getMessage()));
        }
    }

    /** EC2's catalogue; throws {@link Failure} as {@link #types} does. */
    public Catalog ec2(Terminal terminal) {
        return ec2(region, terminal::warning);
    }

    /**
     * What nodes that are there cost; throws {@link Failure} as {@link #types} does.
     *
     * @param seen the region the nodes are in, which counts where the user names none
     * @param warn told what is taken for granted
     */
    public NodePrices nodePrices(Optional<String> seen, Consumer<String> warn) {
        Optional<List<InstanceType>> file = fromFile();
        String where = region.isEmpty() && catalog.isEmpty() ? seen.orElse("") : region;
        return new NodePrices(
                file.isPresent()
                        ? file.get()
                        : ec2(where, warn).instanceTypes(CatalogOptions.DEFAULT.withSpotSeed(seed)));
    }

    private Catalog ec2(String where, Consumer<String> warn) {
        try {
            Catalog source = catalog(where);
            source.assumption().ifPresent(warn);
            return prices.isEmpty() ? source : source.withPrices(Path.of(prices));
        } catch (CatalogException e) {
            throw Failure.of(String.valueOf(e.getMessage()));
        }
    }

    public long seed() {
        return seed;
    }

    private Catalog catalog(String where) {
        if (catalog.isEmpty()) {
            return where.isEmpty() ? Catalog.embedded() : Catalog.embedded(where);
        }
        Catalog loaded = Catalog.load(Path.of(catalog));
        if (!region.isEmpty() && !region.equals(loaded.region())) {
            throw Failure.of("%s is a catalogue of %s, not of %s".formatted(catalog, loaded.region(), region));
        }
        return loaded;
    }
}
