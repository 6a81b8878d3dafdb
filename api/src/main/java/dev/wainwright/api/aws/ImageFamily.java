package dev.wainwright.api.aws;

import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The families of machine images, which decide how a machine is set up (karpenter-aws §1.1, §1.7). */
public final class ImageFamily {
    /** For images that nothing is known about. */
    public static final String CUSTOM = "Custom";

    /** The families that an alias can name; an alias writes them in lower case. */
    static final List<String> ALIASED =
            List.of("AL2", "AL2023", "Bottlerocket", "Windows2019", "Windows2022", "Windows2025");

    private ImageFamily() {}

    /** The family that an alias such as {@code al2023@latest} names; nothing if it is no such alias. */
    public static Optional<String> ofAlias(String alias) {
        int at = alias.indexOf('@');
        if (at < 0 || alias.indexOf('@', at + 1) >= 0) {
            return Optional.empty();
        }
        String name = alias.substring(0, at);
        return ALIASED.stream()
                .filter(family -> family.toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    /** The family in effect for the spec of an EC2NodeClass: the one written, else the first alias', else Custom. */
    public static String of(Tree.Mapping spec) {
        String written = spec.text("amiFamily", "");
        if (!written.isEmpty()) {
            return written;
        }
        return spec.items("amiSelectorTerms").stream()
                .map(term -> term instanceof Tree.Mapping mapping ? mapping.text("alias", "") : "")
                .filter(alias -> !alias.isEmpty())
                .findFirst()
                .flatMap(ImageFamily::ofAlias)
                .orElse(CUSTOM);
    }
}
