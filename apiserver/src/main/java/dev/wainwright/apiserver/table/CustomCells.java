package dev.wainwright.apiserver.table;

import dev.wainwright.api.crd.Crd;
import dev.wainwright.api.crd.Crd.Column;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.Optional;

/** Kinds that users define: the name, then what the definition's columns point at. */
final class CustomCells implements Printers.Printer {
    private static final Column AGE = new Column("Age", "date", ".metadata.creationTimestamp", 0);

    private final List<Pointing> columns;

    private record Pointing(Column column, Optional<JsonPath> path) {}

    CustomCells(Crd crd) {
        this.columns = columns(crd).stream()
                .map(column -> new Pointing(column, JsonPath.parse(column.jsonPath())))
                .toList();
    }

    /** The columns after the name; a definition without any has the age. */
    static List<Column> columns(Crd crd) {
        return crd.columns().isEmpty() ? List.of(AGE) : crd.columns();
    }

    @Override
    public void print(Part object, Row row) {
        row.name();
        for (Pointing each : columns) {
            Tree value = each.path()
                    .flatMap(path -> path.first(object.fields()))
                    .flatMap(found -> cell(each.column().type(), found, row))
                    .orElse(new Tree.Null(0));
            row.cell(value);
        }
    }

    /** What is there, if it is of the column's type. */
    private static Optional<Tree> cell(String type, Tree found, Row row) {
        if (found instanceof Tree.Null) {
            return Optional.empty();
        }
        return switch (type) {
            case "integer" ->
                found instanceof Tree.Numeral number
                        ? Optional.of(Tree.number(number.value().longValue()))
                        : Optional.empty();
            case "number" -> Optional.of(found).filter(Tree.Numeral.class::isInstance);
            case "boolean" -> Optional.of(found).filter(Tree.Bool.class::isInstance);
            case "date" ->
                found instanceof Tree.Text time
                        ? Optional.of(Tree.text(Ages.since(time.value(), row.now())))
                        : Optional.empty();
            default -> Optional.of(Tree.text(JsonPath.text(found)));
        };
    }
}
