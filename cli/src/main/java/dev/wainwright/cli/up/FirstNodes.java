package dev.wainwright.cli.up;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.simulated.Ec2Settings;
import dev.wainwright.cloud.simulated.StandingNodes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The nodes that {@code --nodes} asks for: {@code 3}, or {@code m7g.large=2,r7g.large=1}. */
final class FirstNodes {
    private static final String GROUP = "first-nodes";
    private static final String ORDINARY = "m7g.large";
    private static final int MOST = 5_000;
    private static final String WAY_OUT =
            "write a number, as in --nodes 3, or types with numbers, as in --nodes m7g.large=2";

    private FirstNodes() {}

    /** How many of which type; {@link Failure} for anything that says neither. */
    static Map<String, Integer> parse(String text) {
        var wanted = new LinkedHashMap<String, Integer>();
        if (text.isEmpty()) {
            return wanted;
        }
        for (String part : text.split(",", -1)) {
            int mark = part.indexOf('=');
            String type = mark < 0 ? ORDINARY : part.substring(0, mark).strip();
            wanted.merge(type, count(part.substring(mark + 1).strip(), text), Math::addExact);
        }
        if (wanted.values().stream().mapToLong(Integer::longValue).sum() > MOST) {
            throw Failure.of("--nodes " + text + " is more than " + MOST + " nodes", "ask for fewer");
        }
        return wanted;
    }

    private static int count(String digits, String text) {
        if (!digits.matches("\\d{1,8}")) {
            throw Failure.of("--nodes " + text + " is not understood", WAY_OUT);
        }
        return Integer.parseInt(digits);
    }

    /** The nodes themselves; {@link Failure} for a type that EC2 does not have. */
    static List<? extends KubeObject> of(Map<String, Integer> wanted) {
        // Reading the catalogue takes time, and who starts a cluster waits.
        if (wanted.isEmpty()) {
            return List.of();
        }
        Catalog catalog = Catalog.embedded();
        List<String> names = catalog.names();
        wanted.keySet().stream()
                .filter(type -> !names.contains(type))
                .findFirst()
                .ifPresent(type -> {
                    throw Failure.of(
                            "--nodes: " + catalog.region() + " has no instance type " + type,
                            "wain catalog list shows what it has");
                });
        Ec2NodeClass.Spec setup = Beginnings.defaultPool().stream()
                .filter(Ec2NodeClass.class::isInstance)
                .map(object -> ((Ec2NodeClass) object).spec())
                .findFirst()
                .orElseThrow();
        return StandingNodes.of(catalog, GROUP, setup, wanted, Ec2Settings.TYPICAL.memoryOverhead());
    }
}
