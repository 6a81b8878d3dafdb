package dev.wainwright.apiserver.table;

import dev.wainwright.api.Kind;
import dev.wainwright.api.crd.Crd;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.resource.Resources.Served;
import java.util.ArrayList;
import java.util.List;

/** The heads of the tables, as Kubernetes 1.36 has them (columns.json). */
final class Columns {
    private static final String RESOURCE = "columns.json";

    private Columns() {}

    static Tree.Sequence of(Served served) {
        if (served.definition().isPresent()) {
            return custom(served.definition().get());
        }
        Kind kind = served.resource().kind();
        List<Tree> known = Loaded.COLUMNS.items(kind.apiVersion() + '/' + kind.plural());
        return known.isEmpty()
                ? Fields.sequence(List.of(column("Name", "string", "name", 0), column("Created At", "date", "", 0)))
                : Fields.sequence(known.stream()
                        .map(each -> new Part((Tree.Mapping) each))
                        .map(each -> column(
                                each.text("name"), each.text("type"), each.text("format"), each.number("priority")))
                        .toList());
    }

    private static Tree.Sequence custom(Crd crd) {
        var columns = new ArrayList<Tree>();
        columns.add(column("Name", "string", "name", 0));
        CustomCells.columns(crd).forEach(each -> columns.add(column(each.name(), each.type(), "", each.priority())));
        return Fields.sequence(columns);
    }

    private static Tree column(String name, String type, String format, long priority) {
        return new Fields()
                .put("name", name)
                .put("type", type)
                .put("format", format)
                .put("description", "")
                .put("priority", priority)
                .build();
    }

    /** Read on first use. */
    private static final class Loaded {
        static final Tree.Mapping COLUMNS = (Tree.Mapping) Json.resource(Columns.class, RESOURCE);
    }
}
