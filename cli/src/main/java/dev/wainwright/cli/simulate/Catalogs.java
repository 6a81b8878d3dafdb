package dev.wainwright.cli.simulate;

import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.catalog.CatalogOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The instance types of regions. Nearly everybody wants those of one region; they are worked out while the scenarios are
 * being read.
 */
final class Catalogs {
    private static final String USUAL = "us-east-1";

    private final FutureTask<Catalog> usual = new FutureTask<>(Catalogs::usual);
    private final Map<String, Catalog> others = new HashMap<>();

    Catalogs() {
        Thread.ofPlatform().daemon().name("catalogue").start(usual);
    }

    /** A catalogue remembers what it was asked. */
    private static Catalog usual() {
        Catalog catalog = Catalog.embedded(USUAL);
        catalog.instanceTypes(CatalogOptions.DEFAULT);
        return catalog;
    }

    Catalog of(String region) {
        return region.equals(USUAL) ? awaited() : others.computeIfAbsent(region, Catalog::embedded);
    }

    private Catalog awaited() {
        try {
            return usual.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the catalogue that comes with wain cannot be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the catalogue was being read", e);
        }
    }
}
