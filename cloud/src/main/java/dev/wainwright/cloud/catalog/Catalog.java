package dev.wainwright.cloud.catalog;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.requirement.Requirement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The instance types of one region with their prices.
 *
 * <p>Immutable to its users. It remembers the instance types that it worked out for a node class, so that asking once per
 * pool costs nothing.
 */
public final class Catalog {
    private static final String FACTS = "us-east-1.tsv";
    private static final String PRICES = "ec2-on-demand-us-east-1.csv";
    /** The region of the catalogue that comes with the program. */
    public static final String PRICED_REGION = "us-east-1";

    /** All regions so far lie in some direction; who writes us-esat-1 is to hear of it. */
    private static final Pattern REGION =
            Pattern.compile("[a-z]{2,}(-[a-z]+)*-(central|(north|south)?(east|west)|north|south)-[0-9]+");

    private static final int REMEMBERED = 64;

    private record Question(NodeSettings settings, CatalogOptions options) {}

    private final String region;
    private final List<InstanceFacts> facts;
    private final Prices prices;
    private final boolean assumed;
    private final TypeLabels labels = new TypeLabels();
    private final Map<String, SortedMap<String, Requirement>> hardware = new HashMap<>();
    private final LinkedHashMap<Question, List<InstanceType>> answers = new LinkedHashMap<>();

    private Catalog(String region, List<InstanceFacts> facts, Prices prices, boolean assumed) {
        this.region = region;
        this.facts = facts;
        this.prices = prices;
        this.assumed = assumed;
    }

    /** The catalogue that comes with the program: us-east-1. */
    public static Catalog embedded() {
        try (BufferedReader in = resource(FACTS)) {
            return of(FactsFile.read(in, FACTS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What comes with the program for another region: the types and prices of us-east-1, taken to be sold in zones a, b and
     * c of the region, or in those that a node class has subnets in. {@link #assumption()} says so, and the prices are marked.
     * Throws {@link CatalogException} when {@code region} is no region's name.
     */
    public static Catalog embedded(String region) {
        if (region.equals(PRICED_REGION)) {
            return embedded();
        }
        checkRegion(region);
        List<String> zones = List.of(region + "a", region + "b", region + "c");
        Catalog home = embedded();
        List<InstanceFacts> moved = home.facts.stream()
                .map(type -> type.withZones(zones, new TreeMap<>()))
                .toList();
        return new Catalog(region, moved, new Prices(PriceList.EMPTY, home.prices.list(), true), true);
    }

    /** Throws {@link CatalogException} when {@code region} is no region's name. */
    public static void checkRegion(String region) {
        if (!REGION.matcher(region).matches()) {
            throw new CatalogException("\"" + region + "\" is no region; one is named like eu-west-1");
        }
    }

    /** A catalogue that {@code wain catalog import} wrote; throws {@link CatalogException} when it is none. */
    public static Catalog load(Path file) {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            return of(FactsFile.read(in, file.toString()));
        } catch (IOException e) {
            throw new CatalogException(file + ": cannot read the catalogue: " + e.getMessage(), e);
        }
    }

    private static Catalog of(FactsFile.Contents contents) throws IOException {
        try (BufferedReader in = resource(PRICES)) {
            boolean foreign = !contents.region().equals(PRICED_REGION);
            var prices = new Prices(PriceList.EMPTY, PriceList.read(in, PRICES), foreign);
            List<InstanceFacts> sorted = contents.types().stream()
                    .sorted(Comparator.comparing(InstanceFacts::name))
                    .toList();
            return new Catalog(contents.region(), sorted, prices, false);
        }
    }

    private static BufferedReader resource(String name) {
        InputStream in = Catalog.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("the program was built without " + name);
        }
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
    }

    /** This catalogue with the prices of {@code file} before all others; see {@code docs/catalog.md} for its format. */
    public Catalog withPrices(Path file) {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            PriceList overrides = PriceList.read(in, file.toString());
            return new Catalog(region, facts, new Prices(overrides, prices.list(), prices.listIsForeign()), assumed);
        } catch (IOException e) {
            throw new CatalogException(file + ": cannot read the prices: " + e.getMessage(), e);
        }
    }

    /** The region that a zone belongs to, as its name has it: {@code eu-west-1} for {@code eu-west-1b}; empty when it has none. */
    public static Optional<String> regionOf(String zone) {
        Matcher matcher = REGION.matcher(zone);
        return matcher.lookingAt() ? Optional.of(matcher.group()) : Optional.empty();
    }

    public String region() {
        return region;
    }

    /** What this catalogue takes for granted instead of knowing it, in a sentence for the user; mostly nothing. */
    public Optional<String> assumption() {
        return assumed
                ? Optional.of("the catalogue that comes with wain is that of " + PRICED_REGION + "; for " + region
                        + " its types and prices are assumed. `wain catalog import --region " + region
                        + " --out FILE` asks AWS, --catalog FILE uses the answer.")
                : Optional.empty();
    }

    /** Every zone that sells something, sorted. */
    public List<String> zones() {
        var zones = new TreeSet<String>();
        facts.forEach(type -> zones.addAll(type.zones()));
        return List.copyOf(zones);
    }

    /** Every instance type's name, sorted. */
    public List<String> names() {
        return facts.stream().map(InstanceFacts::name).toList();
    }

    /** Every instance type as a node of the default image family, sorted by name. */
    public List<InstanceType> instanceTypes(CatalogOptions options) {
        return answer(new Question(NodeSettings.DEFAULT, options));
    }

    /**
     * Every instance type as a node of {@code nodeClass}, sorted by name. Types that the class cannot run are among them,
     * with offerings that are not available.
     */
    public List<InstanceType> instanceTypes(Ec2NodeClass nodeClass, CatalogOptions options) {
        return answer(new Question(NodeSettings.of(nodeClass), options));
    }

    private synchronized List<InstanceType> answer(Question question) {
        List<InstanceType> known = answers.get(question);
        if (known != null) {
            return known;
        }
        var resolver = new Resolver(region, prices, question.settings(), question.options(), labels, assumed);
        List<InstanceType> types = facts.stream()
                .map(type -> resolver.resolve(type, hardware.computeIfAbsent(type.name(), name -> labels.of(type))))
                .toList();
        if (answers.size() == REMEMBERED) {
            answers.pollFirstEntry();
        }
        answers.put(question, types);
        return types;
    }
}
