package dev.wainwright.cli.explain;

import dev.wainwright.cli.shell.Failure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An object that can be asked about.
 *
 * @param kind pod, node or nodeclaim
 * @param namespace empty for what lives outside of namespaces
 */
public record Subject(String kind, String namespace, String name) {
    private static final String FORM =
            "ask for pod NAME [-n NAMESPACE], node NAME or nodeclaim NAME; pod/NAME will do, too";

    public static Subject pod(String namespace, String name) {
        return new Subject("pod", namespace, name);
    }

    public static Subject node(String name) {
        return new Subject("node", "", name);
    }

    public static Subject nodeClaim(String name) {
        return new Subject("nodeclaim", "", name);
    }

    /** From {@code pod web-0}, {@code pod/web-0} or {@code pod/shop/web-0}; throws {@link Failure}. */
    static Subject parse(List<String> words, String namespace) {
        List<String> parts = List.of(String.join("/", words).split("/", -1));
        if (parts.size() < 2 || parts.size() > 3 || words.size() > 2 || parts.contains("")) {
            throw Failure.of("\"" + String.join(" ", words) + "\" names no object", FORM);
        }
        String name = parts.getLast();
        Subject subject = switch (parts.getFirst().toLowerCase(java.util.Locale.ROOT)) {
            case "pod", "pods", "po" -> pod(parts.size() == 3 ? parts.get(1) : namespace, name);
            case "node", "nodes", "no" -> node(name);
            case "nodeclaim", "nodeclaims", "nodeclaims.karpenter.sh" -> nodeClaim(name);
            default -> throw Failure.of("there are no explanations of a " + parts.getFirst(), FORM);
        };
        if (parts.size() == 3 && subject.namespace().isEmpty()) {
            throw Failure.of("a " + subject.kind() + " is in no namespace", FORM);
        }
        return subject;
    }

    String path() {
        return "/wainwright/explanations/" + kind + "s/" + (namespace.isEmpty() ? "" : encoded(namespace) + "/")
                + encoded(name);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** As on the command line: {@code pod/shop/web-0}. */
    @Override
    public String toString() {
        return kind + "/" + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
