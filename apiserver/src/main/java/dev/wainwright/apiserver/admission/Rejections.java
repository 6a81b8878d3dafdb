package dev.wainwright.apiserver.admission;

import dev.wainwright.api.Kind;
import dev.wainwright.api.read.Cause;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.Refusal;
import java.util.List;

/** Findings as refusals. */
final class Rejections {
    private Rejections() {}

    /** There is no object to speak of. */
    static Refusal undecodable(Kind kind, String why) {
        return undecodable(kind.kind(), kind.version(), kind, why);
    }

    /** The same where the document says that it is of another kind. */
    static Refusal undecodable(String documentKind, String version, Kind kind, String why) {
        return new Refusal.BadRequest(
                documentKind + " in version \"" + version + "\" cannot be handled as a " + kind.kind() + ": " + why);
    }

    /** All broken rules at once. */
    static Refusal invalid(Kind kind, String name, List<Finding> findings) {
        List<Refusal.Cause> causes = findings.stream()
                .map(finding -> new Refusal.Cause(
                        finding.cause().type().reason(),
                        finding.cause().field().isEmpty()
                                ? finding.path()
                                : finding.cause().field(),
                        finding.cause().text()))
                .toList();
        List<String> said = causes.stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .distinct()
                .toList();
        String all = String.join(", ", said);
        return new Refusal.Invalid(
                kind.groupKind() + " \"" + name + "\" is invalid: " + (said.size() == 1 ? all : '[' + all + ']'),
                causes);
    }

    /** What the server adds when it did not ask further rules of an object of a user's kind. */
    static Finding notAllAsked() {
        return Finding.error(
                "<nil>",
                0,
                "",
                Cause.invalid(
                        new Tree.Null(0),
                        "some validation rules were not checked because the object was invalid; correct the existing"
                                + " errors to complete validation"));
    }

    /** Whether a kind has rules beyond its schema's form. */
    static boolean hasRules(Schema schema) {
        Schema items = schema.items();
        Schema values = schema.additionalProperties();
        return !schema.rules().isEmpty()
                || schema.properties().values().stream().anyMatch(Rejections::hasRules)
                || (items != null && hasRules(items))
                || (values != null && hasRules(values));
    }

    static boolean is(Finding finding, Cause.Type type) {
        return finding.cause().type() == type;
    }
}
