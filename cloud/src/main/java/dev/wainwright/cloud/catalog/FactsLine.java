package dev.wainwright.cloud.catalog;

import dev.wainwright.cloud.catalog.InstanceFacts.Device;
import dev.wainwright.cloud.catalog.InstanceFacts.Devices;
import dev.wainwright.cloud.catalog.InstanceFacts.Network;
import dev.wainwright.cloud.catalog.InstanceFacts.NetworkCard;
import dev.wainwright.cloud.catalog.InstanceFacts.Neuron;
import dev.wainwright.cloud.catalog.InstanceFacts.Processor;
import dev.wainwright.cloud.catalog.InstanceFacts.Storage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One instance type as one line of the facts file: fields between tabs, in the order of {@link #COLUMNS}.
 *
 * <p>Lists stand between commas. A device is {@code manufacturer:name:count:memoryMiB} and devices stand between
 * semicolons. A network card is {@code interfaces@baselineGbps}, with {@code *N} for N equal ones. Zones leave out the region they begin with, so that a
 * line stays readable: {@code a} is {@code us-east-1a}.
 */
final class FactsLine {
    static final List<String> COLUMNS = List.of(
            "type",
            "current",
            "metal",
            "hypervisor",
            "usage",
            "virtualization",
            "vcpus",
            "architectures",
            "manufacturer",
            "clockGhz",
            "features",
            "memoryMiB",
            "localGB",
            "localNvme",
            "ebsOptimized",
            "ebsMbps",
            "ena",
            "cards",
            "defaultCard",
            "ipv4",
            "efa",
            "encrypted",
            "gpus",
            "neurons",
            "accelerators",
            "enclaves",
            "placement",
            "zones",
            "spot");

    private final String region;
    // The same few lists occur on every line; sharing them spares most of the parsing.
    private final Map<String, List<String>> lists = new HashMap<>();
    private final Map<String, List<NetworkCard>> cards = new HashMap<>();
    private final Map<String, List<String>> zones = new HashMap<>();

    FactsLine(String region) {
        this.region = region;
    }

    String write(InstanceFacts facts) {
        var line = new StringJoiner("\t");
        line.add(facts.name());
        line.add(yesNo(facts.currentGeneration()));
        line.add(yesNo(facts.bareMetal()));
        line.add(facts.hypervisor());
        line.add(String.join(",", facts.usageClasses()));
        line.add(String.join(",", facts.virtualizationTypes()));
        Processor processor = facts.processor();
        line.add(Integer.toString(processor.vcpus()));
        line.add(String.join(",", processor.architectures()));
        line.add(processor.manufacturer());
        line.add(processor.clockGhz() == 0 ? "" : decimal(processor.clockGhz()));
        line.add(String.join(",", processor.features()));
        line.add(Long.toString(facts.memoryMib()));
        writeStorage(line, facts.storage());
        writeNetwork(line, facts.network());
        writeDevices(line, facts.devices());
        line.add(yesNo(facts.enclaves()));
        line.add(String.join(",", facts.placementStrategies()));
        line.add(joined(",", facts.zones(), this::shortened));
        line.add(joined(
                ",",
                facts.spotPrices().entrySet(),
                price -> shortened(price.getKey()) + "=" + decimal(price.getValue())));
        return line.toString();
    }

    private static void writeStorage(StringJoiner line, Storage storage) {
        line.add(number(storage.localGb()));
        line.add(storage.localNvme());
        line.add(storage.ebsOptimized());
        line.add(number(storage.ebsMbps()));
    }

    private static void writeNetwork(StringJoiner line, Network network) {
        line.add(network.ena());
        line.add(cards(network.cards()));
        line.add(Integer.toString(network.defaultCard()));
        line.add(Integer.toString(network.ipv4PerInterface()));
        line.add(number(network.efa()));
        line.add(yesNo(network.encryptionInTransit()));
    }

    private static void writeDevices(StringJoiner line, Devices devices) {
        line.add(joined(";", devices.gpus(), FactsLine::device));
        line.add(joined(
                ";",
                devices.neurons(),
                neuron -> neuron.name() + ":" + neuron.count() + ":" + neuron.cores() + ":" + neuron.memoryMib()));
        line.add(joined(";", devices.inferenceAccelerators(), FactsLine::device));
    }

    private static String device(Device device) {
        return device.manufacturer() + ":" + device.name() + ":" + device.count() + ":" + device.memoryMib();
    }

    private static String cards(List<NetworkCard> cards) {
        var text = new StringJoiner(",");
        for (int at = 0; at < cards.size(); ) {
            NetworkCard card = cards.get(at);
            int from = at;
            while (at < cards.size() && cards.get(at).equals(card)) {
                at++;
            }
            String one = card.interfaces() + "@" + decimal(card.baselineGbps());
            text.add(at - from == 1 ? one : one + "*" + (at - from));
        }
        return text.toString();
    }

    /** Reads the fields of one line; throws {@link IllegalArgumentException}, without a place, when one makes no sense. */
    InstanceFacts read(String[] fields) {
        return new InstanceFacts(
                fields[0],
                fields[1].equals("y"),
                fields[2].equals("y"),
                fields[3].intern(),
                list(fields[4]),
                list(fields[5]),
                new Processor(
                        Integer.parseInt(fields[6]),
                        list(fields[7]),
                        fields[8].intern(),
                        fields[9].isEmpty() ? 0 : Double.parseDouble(fields[9]),
                        list(fields[10])),
                Long.parseLong(fields[11]),
                new Storage(count(fields[12]), fields[13].intern(), fields[14].intern(), (int) count(fields[15])),
                new Network(
                        fields[16].intern(),
                        cards.computeIfAbsent(fields[17], FactsLine::readCards),
                        Integer.parseInt(fields[18]),
                        Integer.parseInt(fields[19]),
                        (int) count(fields[20]),
                        fields[21].equals("y")),
                readDevices(fields[22], fields[23], fields[24]),
                fields[25].equals("y"),
                list(fields[26]),
                zones.computeIfAbsent(
                        fields[27],
                        text -> pieces(text, ',').stream().map(this::lengthened).toList()),
                readSpot(fields[28]));
    }

    private List<String> list(String text) {
        return lists.computeIfAbsent(text, key -> pieces(key, ','));
    }

    private static List<NetworkCard> readCards(String text) {
        var cards = new ArrayList<NetworkCard>();
        for (String piece : pieces(text, ',')) {
            int at = piece.indexOf('@');
            int times = piece.indexOf('*');
            var card = new NetworkCard(
                    Integer.parseInt(piece.substring(0, at)),
                    Double.parseDouble(piece.substring(at + 1, times < 0 ? piece.length() : times)));
            int repeats = times < 0 ? 1 : Integer.parseInt(piece.substring(times + 1));
            for (int i = 0; i < repeats; i++) {
                cards.add(card);
            }
        }
        return List.copyOf(cards);
    }

    private static Devices readDevices(String gpus, String neurons, String accelerators) {
        if (gpus.isEmpty() && neurons.isEmpty() && accelerators.isEmpty()) {
            return Devices.NONE;
        }
        return new Devices(
                pieces(gpus, ';').stream().map(FactsLine::readDevice).toList(),
                pieces(neurons, ';').stream().map(FactsLine::readNeuron).toList(),
                pieces(accelerators, ';').stream().map(FactsLine::readDevice).toList());
    }

    private static Device readDevice(String text) {
        List<String> parts = parts(text);
        return new Device(parts.get(0), parts.get(1), Integer.parseInt(parts.get(2)), Long.parseLong(parts.get(3)));
    }

    private static Neuron readNeuron(String text) {
        List<String> parts = parts(text);
        return new Neuron(
                parts.get(0),
                Integer.parseInt(parts.get(1)),
                Integer.parseInt(parts.get(2)),
                Long.parseLong(parts.get(3)));
    }

    private static List<String> parts(String device) {
        List<String> parts = pieces(device, ':');
        if (parts.size() != 4) {
            throw new IllegalArgumentException("\"" + device + "\" should have four parts between colons");
        }
        return parts;
    }

    private SortedMap<String, Double> readSpot(String text) {
        var prices = new TreeMap<String, Double>();
        for (String piece : pieces(text, ',')) {
            int equals = piece.indexOf('=');
            prices.put(lengthened(piece.substring(0, equals)), Double.valueOf(piece.substring(equals + 1)));
        }
        return prices;
    }

    /** Local zones such as us-east-1-bos-1a begin with the region too, so the rule is the same for all. */
    private String shortened(String zone) {
        return zone.startsWith(region) && zone.length() > region.length()
                ? zone.substring(region.length())
                : "/" + zone;
    }

    private String lengthened(String zone) {
        return zone.startsWith("/") ? zone.substring(1) : (region + zone).intern();
    }

    private static <T> String joined(String separator, Iterable<T> items, Function<T, String> text) {
        var joined = new StringJoiner(separator);
        items.forEach(item -> joined.add(text.apply(item)));
        return joined.toString();
    }

    /** The texts between separators; none for an empty text. Unlike String.split it needs no pattern. */
    static List<String> pieces(String text, char separator) {
        if (text.isEmpty()) {
            return List.of();
        }
        var pieces = new ArrayList<String>();
        int from = 0;
        for (int to = text.indexOf(separator); to >= 0; to = text.indexOf(separator, from)) {
            pieces.add(text.substring(from, to));
            from = to + 1;
        }
        pieces.add(text.substring(from));
        return List.copyOf(pieces);
    }

    private static String yesNo(boolean value) {
        return value ? "y" : "";
    }

    private static String number(long value) {
        return value == 0 ? "" : Long.toString(value);
    }

    private static long count(String text) {
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    private static String decimal(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
