package dev.wainwright.cli.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * The commands that docs/kubernetes-differences.md lists as answered differently: the lines of its blocks of
 * {@code commands}, each {@code scene: command}. One with a {@code ~} before it differs at times only.
 *
 * @param always differ each time
 * @param sometimes depend on who was quicker
 */
record Differences(Set<String> always, Set<String> sometimes) {
    static Differences read(Path document) throws IOException {
        var always = new TreeSet<String>();
        var sometimes = new TreeSet<String>();
        boolean inside = false;
        for (String line : Files.readAllLines(document)) {
            if (line.startsWith("```")) {
                inside = line.equals("```commands");
            } else if (inside && line.startsWith("~ ")) {
                sometimes.add(line.substring(2));
            } else if (inside) {
                always.add(line);
            }
        }
        return new Differences(always, sometimes);
    }

    boolean isListed(String command) {
        return always.contains(command) || sometimes.contains(command);
    }
}
