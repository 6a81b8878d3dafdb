package dev.wainwright.api.rules;

import java.util.List;
import java.util.Locale;

/** Says of five fields, one of which is wrong, what the server's own parser says of them. */
final class CronFault {
    private static final List<Bounds> BOUNDS = List.of(
            new Bounds(0, 59, List.of()),
            new Bounds(0, 23, List.of()),
            new Bounds(1, 31, List.of()),
            new Bounds(
                    1, 12, List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
            new Bounds(0, 6, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat")));

    private record Bounds(int least, int most, List<String> names) {
        int number(String text) {
            int name = names.indexOf(text.toLowerCase(Locale.ROOT));
            return name >= 0 ? name + least : Integer.parseInt(text);
        }
    }

    private CronFault() {}

    static String of(String[] fields) {
        for (int i = 0; i < fields.length; i++) {
            for (String part : fields[i].split(",")) {
                String fault = part(part, BOUNDS.get(i));
                if (!fault.isEmpty()) {
                    return fault;
                }
            }
        }
        return "invalid schedule";
    }

    private static String part(String part, Bounds bounds) {
        String[] rangeAndStep = part.split("/", -1);
        String[] ends = rangeAndStep[0].split("-", -1);
        boolean star = ends[0].equals("*") || ends[0].equals("?");
        if (rangeAndStep.length > 2) {
            return "too many slashes: " + part;
        }
        if (ends.length > 2) {
            return "too many hyphens: " + part;
        }
        String read = "";
        try {
            read = ends[0];
            int start = star ? bounds.least : bounds.number(read);
            read = ends[ends.length - 1];
            int end = star ? bounds.most : bounds.number(read);
            read = rangeAndStep[rangeAndStep.length - 1];
            int step = rangeAndStep.length == 1 ? 1 : Integer.parseInt(read);
            return outOfBounds(start, end, step, part, bounds);
        } catch (NumberFormatException e) {
            return "failed to parse int from " + read + ": strconv.Atoi: parsing \"" + read + "\": invalid syntax";
        }
    }

    private static String outOfBounds(int start, int end, int step, String part, Bounds bounds) {
        if (start < bounds.least) {
            return "beginning of range (" + start + ") below minimum (" + bounds.least + "): " + part;
        }
        if (end > bounds.most) {
            return "end of range (" + end + ") above maximum (" + bounds.most + "): " + part;
        }
        if (start > end) {
            return "beginning of range (" + start + ") beyond end of range (" + end + "): " + part;
        }
        return step == 0 ? "step of range should be a positive number: " + part : "";
    }
}
