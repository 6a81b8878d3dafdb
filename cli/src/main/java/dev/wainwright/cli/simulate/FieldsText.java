package dev.wainwright.cli.simulate;

import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cli.shell.Terminal;

/** The fields of a kind with what they mean, indented as they are written. */
final class FieldsText {
    private FieldsText() {}

    static void print(Schema schema, Terminal terminal) {
        terminal.out().println("apiVersion: wainwright.dev/v1alpha1");
        terminal.out().println("kind: Scenario");
        Schema spec = schema.properties().get("spec");
        if (spec != null) {
            terminal.out().println("spec:");
            fields(spec, "  ", "  ", terminal);
        }
    }

    /** The first field of an item of a list has its dash. */
    private static void fields(Schema schema, String first, String others, Terminal terminal) {
        boolean[] isFirst = {true};
        schema.properties().forEach((name, field) -> {
            Schema items = field.items();
            Schema inner = items == null ? field : items;
            String indent = isFirst[0] ? first : others;
            isFirst[0] = false;
            boolean needed = schema.required().contains(name);
            terminal.out()
                    .println(indent + terminal.bold(name) + ": " + type(field) + (needed ? " (required)" : "")
                            + choices(field) + standard(field) + terminal.dim("  # " + field.description()));
            String deeper = others + "  ";
            fields(inner, items == null ? deeper : deeper + "- ", items == null ? deeper : deeper + "  ", terminal);
        });
    }

    private static String type(Schema field) {
        Schema items = field.items();
        if (items != null) {
            return "list";
        }
        return field.additionalProperties() != null ? "map" : field.type();
    }

    private static String choices(Schema field) {
        return field.limits().allowed().isEmpty()
                ? ""
                : ", one of " + String.join(" | ", field.limits().allowed());
    }

    private static String standard(Schema field) {
        return field.defaultValue() == null ? "" : ", default " + text(field);
    }

    private static String text(Schema field) {
        return switch (field.defaultValue()) {
            case Tree.Text text -> text.value();
            case Tree.Numeral number -> number.value().toPlainString();
            case Tree.Bool truth -> Boolean.toString(truth.value());
            case null -> "";
            default -> "set";
        };
    }
}
