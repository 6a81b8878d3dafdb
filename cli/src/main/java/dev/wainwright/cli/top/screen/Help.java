package dev.wainwright.cli.top.screen;

import java.util.ArrayList;
import java.util.List;

/** What the keys do and what the columns mean. */
final class Help {
    private static final List<List<String>> KEYS = List.of(
            List.of("up down j k", "select a row"),
            List.of("PgUp PgDn space", "a page at a time; Home End g G to the ends"),
            List.of("enter", "look closely: why it is what it is, pods, taints, labels; a pool: its nodes"),
            List.of("esc", "back; clear the filter"),
            List.of("tab, 1 2 3 4", "nodes, pools, pending pods, decisions"),
            List.of("/", "show only rows that contain a text: in name, pool, type, zone, capacity, status"),
            List.of("s", "sort by the next column"),
            List.of("r", "reverse the order"),
            List.of("q", "quit; Ctrl-C, too"));

    private static final List<List<String>> WORDS = List.of(
            List.of("CPU, MEM", "what the pods of a node request, as a share of what the node has for pods"),
            List.of(
                    "$/H",
                    "list price per hour; ~ comes from a model, ? is not in the catalogue, and sums with +? leave such out"),
            List.of("Launching", "a NodeClaim without a machine"),
            List.of("Booting", "a machine that has not registered as a node"),
            List.of("Starting", "a node that is not initialized"),
            List.of("Draining", "its pods are being moved, and then it goes"),
            List.of("Leaving", "it is being deleted"));

    private Help() {}

    static List<Line> lines(int width) {
        var lines = new ArrayList<Line>();
        lines.add(Line.of("KEYS", Style.BOLD));
        KEYS.forEach(pair -> add(pair, width, lines));
        lines.add(Line.EMPTY);
        lines.add(Line.of("WORDS", Style.BOLD));
        WORDS.forEach(pair -> add(pair, width, lines));
        return lines;
    }

    private static void add(List<String> pair, int width, List<Line> lines) {
        int left = width >= 60 ? 18 : 0;
        String name = pair.getFirst();
        if (left == 0) {
            lines.add(Line.of(" " + name, Style.CYAN).cut(width));
        }
        boolean first = left > 0;
        for (String line : dev.wainwright.cli.output.Prose.wrap("", "", pair.getLast(), width - left - 3)) {
            Line start = first
                    ? Line.of(" " + name, Style.CYAN).plus(" ".repeat(Math.max(1, left - name.length())))
                    : Line.of(" ".repeat(left + 1));
            lines.add((left == 0 ? Line.of("   ") : start).plus(line).cut(width));
            first = false;
        }
    }
}
