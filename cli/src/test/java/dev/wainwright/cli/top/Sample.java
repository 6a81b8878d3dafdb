package dev.wainwright.cli.top;

import dev.wainwright.api.tree.DocumentHandler;
import dev.wainwright.api.tree.DocumentReader;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cli.catalog.NodePrices;
import dev.wainwright.cli.top.picture.Digest;
import dev.wainwright.cli.top.picture.Facts;
import dev.wainwright.cli.top.picture.Facts.ClaimFacts;
import dev.wainwright.cli.top.picture.Facts.Decision;
import dev.wainwright.cli.top.picture.Facts.Happening;
import dev.wainwright.cli.top.picture.Facts.NodeFacts;
import dev.wainwright.cli.top.picture.Facts.PodFacts;
import dev.wainwright.cli.top.picture.Facts.PoolFacts;
import dev.wainwright.cli.top.picture.Painter;
import dev.wainwright.cli.top.picture.Picture;
import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.catalog.CatalogOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Clusters to look at in tests, from manifests. */
public final class Sample {
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    public static final NodePrices PRICES = new NodePrices(Catalog.embedded().instanceTypes(CatalogOptions.DEFAULT));

    private static final Path FOLDER = Path.of("src", "test", "resources", "top");
    private static final Picture.Source LIVE =
            new Picture.Source("production", "https://10.1.2.3:6443", true, "", Instant.EPOCH, List.of());

    private final List<NodeFacts> nodes = new ArrayList<>();
    private final List<PodFacts> pods = new ArrayList<>();
    private final List<ClaimFacts> claims = new ArrayList<>();
    private final List<PoolFacts> pools = new ArrayList<>();
    private final List<Happening> happenings = new ArrayList<>();
    private Optional<List<Decision>> decisions = Optional.empty();

    private Sample() {}

    /** The facts in a file of {@code src/test/resources/top}. */
    public static Facts facts(String file) {
        try {
            return parsed(Files.readString(FOLDER.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Facts parsed(String yaml) {
        var sample = new Sample();
        try {
            DocumentReader.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), new DocumentHandler() {
                @Override
                public void document(Tree.Mapping object, int document) {
                    sample.add(object);
                }

                @Override
                public void trouble(int document, int line, String message) {
                    throw new IllegalArgumentException("line " + line + ": " + message);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Facts(sample.nodes, sample.pods, sample.claims, sample.pools, sample.happenings, sample.decisions);
    }

    private void add(Tree.Mapping object) {
        switch (object.text("kind", "")) {
            case "Node" -> Digest.node(object).ifPresent(nodes::add);
            case "Pod" -> Digest.pod(object).ifPresent(pods::add);
            case "NodeClaim" -> Digest.claim(object).ifPresent(claims::add);
            case "NodePool" -> Digest.pool(object).ifPresent(pools::add);
            case "Event" -> Digest.happening(object).ifPresent(happenings::add);
            case "Told" -> decisions = Optional.of(Digest.decisions(object));
            default -> throw new IllegalArgumentException("a " + object.text("kind", "thing without kind"));
        }
    }

    public static Picture picture(Facts facts) {
        return picture(facts, LIVE);
    }

    public static Picture picture(Facts facts, Picture.Source source) {
        return Painter.picture(facts, PRICES, source);
    }

    /** A cluster with a bit of everything. */
    public static Picture shop() {
        return picture(facts("shop.yaml"));
    }

    public static Picture empty() {
        return picture(parsed(""));
    }
}
