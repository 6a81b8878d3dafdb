package dev.wainwright.cloud.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The facts file: a region's instance types as text, one line each, so that a diff shows what EC2 changed.
 *
 * <p>Lines that begin with {@code #} are remarks, except for {@code # region NAME}, which must come first; then a line of
 * column names, then the types sorted by name. It loads in a few milliseconds, which a cold start can bear.
 */
final class FactsFile {
    private static final String REGION = "# region ";

    private FactsFile() {}

    /** What a file holds. */
    record Contents(String region, List<InstanceFacts> types) {}

    static String write(String region, String remark, List<InstanceFacts> types) {
        var text = new StringBuilder(types.size() * 200);
        text.append(REGION).append(region).append('\n');
        remark.lines().forEach(line -> text.append("# ").append(line).append('\n'));
        text.append(String.join("\t", FactsLine.COLUMNS)).append('\n');
        var writer = new FactsLine(region);
        types.stream()
                .sorted(Comparator.comparing(InstanceFacts::name))
                .forEach(type -> text.append(writer.write(type)).append('\n'));
        return text.toString();
    }

    /** @param source what to call the file in errors */
    static Contents read(BufferedReader in, String source) throws IOException {
        String first = in.readLine();
        if (first == null || !first.startsWith(REGION)) {
            throw new CatalogException(source + ":1: not a catalogue: the first line should be \"" + REGION
                    + "NAME\". `wain catalog import --endpoint URL --region R --out FILE` writes one.");
        }
        String region = first.substring(REGION.length()).strip();
        var reader = new FactsLine(region);
        var types = new ArrayList<InstanceFacts>(1500);
        boolean header = false;
        int number = 1;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            if (!header) {
                checkHeader(line, source, number);
                header = true;
                continue;
            }
            types.add(readLine(reader, line, source, number));
        }
        return new Contents(region, types);
    }

    private static void checkHeader(String line, String source, int number) {
        if (!FactsLine.pieces(line, '\t').equals(FactsLine.COLUMNS)) {
            throw new CatalogException("%s:%d: the columns are not those of this version; import the catalogue again"
                    .formatted(source, number));
        }
    }

    private static InstanceFacts readLine(FactsLine reader, String line, String source, int number) {
        String[] fields = fields(line);
        if (fields.length == 0) {
            throw new CatalogException("%s:%d: not %d fields between tabs, as needed; import the catalogue again"
                    .formatted(source, number, FactsLine.COLUMNS.size()));
        }
        try {
            return reader.read(fields);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new CatalogException("%s:%d: %s: %s".formatted(source, number, fields[0], e.getMessage()), e);
        }
    }

    /** The texts between tabs; none at all when there are too many or too few. */
    private static String[] fields(String line) {
        var fields = new String[FactsLine.COLUMNS.size()];
        int from = 0;
        for (int i = 0; i < fields.length; i++) {
            int to = i == fields.length - 1 ? line.length() : line.indexOf('\t', from);
            if (to < 0) {
                return new String[0];
            }
            fields[i] = line.substring(from, to);
            from = to + 1;
        }
        return line.indexOf('\t', from - fields[fields.length - 1].length() - 1) < 0 ? fields : new String[0];
    }
}
