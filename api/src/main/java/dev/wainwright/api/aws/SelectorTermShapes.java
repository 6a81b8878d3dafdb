package dev.wainwright.api.aws;

import static dev.wainwright.api.schema.SchemaBuilder.listOf;
import static dev.wainwright.api.schema.SchemaBuilder.mapOf;
import static dev.wainwright.api.schema.SchemaBuilder.object;
import static dev.wainwright.api.schema.SchemaBuilder.text;

import dev.wainwright.api.schema.Check;
import dev.wainwright.api.schema.SchemaBuilder;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The lists of terms that choose subnets, security groups and reservations.
 *
 * <p>Their rules about fields that exclude each other are published as "not all terms break it", so a list in which only
 * some terms do is taken; and an empty list of reservations is refused, since all terms of none break it
 * (karpenter-aws §1.1 †). Both are kept: what the real API takes is taken here.
 */
final class SelectorTermShapes {
    private SelectorTermShapes() {}

    static SchemaBuilder subnets() {
        var terms = terms(
                "The subnets that machines are put into; a subnet that one term matches is in.",
                object("All fields of a term must match.")
                        .field("tags", tags())
                        .field("id", text("The subnet's id.").pattern("subnet-[0-9a-z]+")));
        notEmpty(terms, "subnetSelectorTerms");
        oneOf(terms, "a subnet", "tags", "id");
        return notAllMix(terms, "id", "tags");
    }

    static SchemaBuilder securityGroups() {
        var terms = terms(
                "The security groups of the machines; a group that one term matches is in.",
                object("All fields of a term must match.")
                        .field("tags", tags())
                        .field("id", text("The group's id.").pattern("sg-[0-9a-z]+"))
                        .field("name", text("The group's name, which is not its name tag.")));
        notEmpty(terms, "securityGroupSelectorTerms");
        oneOf(terms, "a security group", "tags", "id", "name");
        notAllMix(terms, "id", "tags", "name");
        return notAllMix(terms, "name", "tags", "id");
    }

    static SchemaBuilder capacityReservations() {
        var terms = terms(
                "The capacity reservations that may be used; one that a term matches may.",
                object("All fields of a term must match.")
                        .field("tags", tags())
                        .field("id", text("The reservation's id.").pattern("^cr-[0-9a-z]+$"))
                        .field("ownerID", text("The account that owns it.").pattern("^[0-9]{12}$"))
                        .field(
                                "instanceMatchCriteria",
                                text("Which launches use it by themselves.").oneOf("open", "targeted")));
        oneOf(terms, "a capacity reservation", "tags", "id", "instanceMatchCriteria");
        return notAllMix(terms, "id", "tags", "ownerID", "instanceMatchCriteria");
    }

    static SchemaBuilder placementGroup() {
        return object("The placement group that machines are launched into.")
                .field("name", text("The group's name.").nonEmpty())
                .field("id", text("The group's id.").pattern("^pg-[0-9a-z]+$"))
                .rule(
                        "has(self.name) || has(self.id)",
                        "one of name and id is needed",
                        Check.that(
                                self -> Check.has(self, "name") || Check.has(self, "id"),
                                "must say which placement group: set name or id"))
                .rule(
                        "!(has(self.name) && has(self.id))",
                        "name and id exclude each other",
                        Check.that(
                                self -> !(Check.has(self, "name") && Check.has(self, "id")),
                                "name and id exclude each other; keep one of the two"));
    }

    static SchemaBuilder tags() {
        return mapOf("Tags with their values; the value * stands for any.", text(""))
                .maxProperties(20)
                .rule(
                        "self.all(k, k != '' && self[k] != '')",
                        "neither keys nor values of tags may be empty",
                        Check.that(
                                self -> self instanceof Tree.Mapping map
                                        && map.fields().entrySet().stream()
                                                .allMatch(tag -> !tag.getKey().isEmpty()
                                                        && !Check.text(tag.getValue())
                                                                .isEmpty()),
                                "neither key nor value of a tag may be empty; use * for any value"));
    }

    private static SchemaBuilder terms(String description, SchemaBuilder term) {
        return listOf(description, term).maxItems(30);
    }

    private static void notEmpty(SchemaBuilder terms, String field) {
        terms.rule(
                "self.size() != 0",
                field + " may not be empty",
                Check.that(self -> !Check.itemsOf(self).isEmpty(), "must have at least one term"));
    }

    /** Every term needs one of the fields. */
    static void oneOf(SchemaBuilder terms, String what, String... fields) {
        terms.rule(
                "self.all(x, " + hasAny(fields) + ")",
                "every term needs one of " + String.join(", ", fields),
                Check.items(
                        term -> hasOne(term, List.of(fields)),
                        "",
                        term -> "the term chooses nothing: say which " + what.substring(what.indexOf(' ') + 1)
                                + " by one of " + String.join(", ", fields)));
    }

    private static SchemaBuilder notAllMix(SchemaBuilder terms, String field, String... others) {
        String rest = others.length == 1 ? hasAny(others) : "(" + hasAny(others) + ")";
        return terms.rule(
                "!self.all(x, has(x." + field + ") && " + rest + ")",
                field + " excludes the other fields of a term",
                Check.that(
                        self -> !Check.itemsOf(self).stream()
                                .allMatch(term -> Check.has(term, field) && hasOne(term, List.of(others))),
                        "a term with " + field + " may not have " + String.join(" or ", others)
                                + "; split it into two terms (an empty list is refused too: leave the field out)"));
    }

    static boolean hasOne(Tree term, List<String> fields) {
        return fields.stream().anyMatch(field -> Check.has(term, field));
    }

    static String hasAny(String... fields) {
        return List.of(fields).stream().map(field -> "has(x." + field + ")").collect(Collectors.joining(" || "));
    }
}
