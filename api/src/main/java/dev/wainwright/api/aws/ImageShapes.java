package dev.wainwright.api.aws;

import static dev.wainwright.api.schema.SchemaBuilder.listOf;
import static dev.wainwright.api.schema.SchemaBuilder.object;
import static dev.wainwright.api.schema.SchemaBuilder.text;

import dev.wainwright.api.schema.Check;
import dev.wainwright.api.schema.SchemaBuilder;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What machines start from: images, aliases and families (karpenter-aws §1.1). */
final class ImageShapes {
    private static final List<String> ALIASES = ImageFamily.ALIASED.stream()
            .map(family -> family.toLowerCase(Locale.ROOT))
            .toList();
    private static final List<String> WINDOWS =
            ALIASES.stream().filter(alias -> alias.startsWith("windows")).toList();

    private ImageShapes() {}

    static SchemaBuilder amiSelectorTerms() {
        var terms = listOf(
                        "The images that machines may start from; an image that one term matches may.",
                        object("All fields of a term must match.")
                                .field("alias", alias())
                                .field("tags", SelectorTermShapes.tags())
                                .field("id", text("The image's id.").pattern("ami-[0-9a-z]+"))
                                .field("name", text("The image's name, which is not its name tag."))
                                .field("owner", text("An account, or self, amazon or aws-marketplace."))
                                .field("ssmParameter", text("The parameter in SSM that holds the image's id.")))
                .minItems(1)
                .maxItems(30);
        SelectorTermShapes.oneOf(terms, "an image", "tags", "id", "name", "alias", "ssmParameter");
        noneMixes(terms, "id", "alias", "tags", "name", "owner");
        noneMixes(terms, "alias", "id", "tags", "name", "owner");
        return terms.rule(
                "!(self.exists(x, has(x.alias)) && self.size() != 1)",
                "a term with an alias must be the only one",
                Check.that(
                        self -> Check.itemsOf(self).size() == 1 || !hasAlias(self),
                        "a term with an alias must be the only one; take the other terms out"));
    }

    private static void noneMixes(SchemaBuilder terms, String field, String... others) {
        terms.rule(
                "!self.exists(x, has(x." + field + ") && (" + SelectorTermShapes.hasAny(others) + "))",
                field + " excludes the other fields of a term",
                Check.items(
                        term -> !(Check.has(term, field) && SelectorTermShapes.hasOne(term, List.of(others))),
                        "",
                        term -> "a term with " + field + " may not have " + String.join(", ", others)
                                + "; split it into two terms"));
    }

    private static SchemaBuilder alias() {
        return text("A family of images and a version, such as al2023@latest.")
                .maxLength(30)
                .rule(
                        "self.matches('^[a-zA-Z0-9]+@.+$')",
                        "an alias is a family, @ and a version",
                        Check.about(
                                self -> isAlias(Check.text(self)),
                                self -> "\"" + Check.text(self)
                                        + "\" is no alias: a family, @ and a version are needed, such as al2023@latest"))
                .rule(
                        "self.split('@')[0] in " + list(ALIASES),
                        "the family must be one of " + String.join(", ", ALIASES),
                        Check.about(
                                self -> ALIASES.contains(familyOf(self)),
                                self -> "there is no image family \"" + familyOf(self) + "\"; use one of "
                                        + String.join(", ", ALIASES)))
                .rule(
                        "self.split('@')[0] in " + list(WINDOWS) + " ? self.split('@')[1] == 'latest' : true",
                        "images of Windows only have the version latest",
                        Check.about(
                                ImageShapes::windowsIsLatest,
                                self -> "images of Windows cannot be pinned; write " + familyOf(self) + "@latest"));
    }

    /** Letters and digits, @, then anything within one line at least one character long. */
    private static boolean isAlias(String alias) {
        int at = alias.indexOf('@');
        return at > 0
                && alias.indexOf('\n') < 0
                && alias.substring(0, at).chars().allMatch(ImageShapes::isAsciiLetterOrDigit)
                && at + 1 < alias.length();
    }

    private static boolean isAsciiLetterOrDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean windowsIsLatest(Tree self) {
        String alias = Check.text(self);
        if (!WINDOWS.contains(familyOf(self))) {
            return true;
        }
        List<String> parts = List.of(alias.split("@", -1));
        return parts.size() > 1 && parts.get(1).equals("latest");
    }

    private static String familyOf(Tree alias) {
        String text = Check.text(alias);
        int at = text.indexOf('@');
        return at < 0 ? text : text.substring(0, at);
    }

    static SchemaBuilder amiFamily() {
        return text("How machines are set up; without it, as the alias says.")
                .oneOf("AL2", "AL2023", "Bottlerocket", "Custom", "Windows2019", "Windows2022", "Windows2025");
    }

    /** The rules of the spec that tie the family to the alias. */
    static SchemaBuilder familyRules(SchemaBuilder spec) {
        for (String family : ImageFamily.ALIASED) {
            String alias = family.toLowerCase(Locale.ROOT);
            spec.rule(
                    "!has(self.amiFamily) || (self.amiSelectorTerms.exists(x, has(x.alias) && x.alias.find('^[^@]+') == '"
                            + alias + "') ? (self.amiFamily == 'Custom' || self.amiFamily == '" + family + "') : true)",
                    "with an alias of " + family + ", amiFamily must be " + family + " or Custom",
                    Check.about(self -> familyFits(self, family, alias), self -> mismatch(self, family)));
        }
        return spec.rule(
                "self.amiSelectorTerms.exists(x, has(x.alias)) ? true : has(self.amiFamily)",
                "without an alias, amiFamily must be set",
                Check.that(
                        self -> hasAlias(termsOf(self)) || Check.has(self, "amiFamily"),
                        "without an alias in amiSelectorTerms the family cannot be told; set amiFamily (Custom if none fits)"));
    }

    private static String mismatch(Tree spec, String family) {
        return "amiFamily " + ((Tree.Mapping) spec).text("amiFamily", "") + " does not fit the alias of " + family
                + "; take amiFamily out, or set it to " + family + " or Custom";
    }

    private static boolean familyFits(Tree spec, String family, String alias) {
        String written = ((Tree.Mapping) spec).text("amiFamily", "");
        return !Check.has(spec, "amiFamily")
                || written.equals("Custom")
                || written.equals(family)
                || Check.itemsOf(termsOf(spec)).stream()
                        .noneMatch(term -> Check.has(term, "alias")
                                && familyOf(Tree.text(((Tree.Mapping) term).text("alias", "")))
                                        .equals(alias));
    }

    private static boolean hasAlias(Tree terms) {
        return Check.itemsOf(terms).stream().anyMatch(term -> Check.has(term, "alias"));
    }

    private static Tree termsOf(Tree spec) {
        return new Tree.Sequence(((Tree.Mapping) spec).items("amiSelectorTerms"), spec.line());
    }

    private static String list(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(",", "[", "]"));
    }
}
