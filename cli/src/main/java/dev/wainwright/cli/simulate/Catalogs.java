package dev.wainwright.cli.simulate;

import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.catalog.CatalogException;
import dev.wainwright.cloud.catalog.CatalogOptions;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The instance types of regions. Nearly everybody wants those of one region; they are worked out while the scenarios are
 * being read.
 */
final class Catalogs {
    private final FutureTask<Catalog> usual = new FutureTask<>(this::usual);
    private final Map<String, Catalog> byRegion = new HashMap<>();
    private final Optional<Path> prices;

    /**
     * Throws {@link CatalogException} for a file that cannot be read.
     *
     * @param files catalogues that go before the one that comes with the program, one per region
     * @param prices those that go before all others
     */
    Catalogs(List<Path> files, Optional<Path> prices) {
        this.prices = prices;
        for (Path file : files) {
            Catalog catalog = priced(Catalog.load(file));
            if (byRegion.put(catalog.region(), catalog) != null) {
                throw Failure.of(file + " is a second catalogue of " + catalog.region(), "name one for each region");
            }
        }
        Thread.ofPlatform().daemon().name("catalogue").start(usual);
    }

    private Catalog priced(Catalog catalog) {
        return prices.map(catalog::withPrices).orElse(catalog);
    }

    /** A catalogue remembers what it was asked. */
    private Catalog usual() {
        Catalog catalog = priced(Catalog.embedded());
        catalog.instanceTypes(CatalogOptions.DEFAULT);
        return catalog;
    }

    /** Throws {@link Failure} when the user has named a catalogue of a region where nothing happens. */
    void checkAllAreOf(Collection<String> regions) {
        for (String region : byRegion.keySet()) {
            if (!regions.contains(region)) {
                throw Failure.of(
                        "there is a catalogue of " + region + ", and no scenario that plays there",
                        "write region: " + region + " below the scenario's spec, or leave --catalog out");
            }
        }
    }

    Catalog of(String region) {
        return byRegion.computeIfAbsent(region, this::ours);
    }

    private Catalog ours(String region) {
        return region.equals(Catalog.PRICED_REGION) ? awaited() : priced(Catalog.embedded(region));
    }

    private Catalog awaited() {
        try {
            return usual.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CatalogException wrong) {
                throw wrong;
            }
            throw new IllegalStateException("the catalogue that comes with wain cannot be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the catalogue was being read", e);
        }
    }
}
