package dev.wainwright.apiserver.admission;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where two documents differ, leaf by leaf. */
final class Differences {
    private final StringBuilder found = new StringBuilder();

    private Differences() {}

    static String between(String place, Tree wanted, Tree got) {
        var differences = new Differences();
        differences.compare(place, wanted, got);
        return differences.found.toString();
    }

    private void compare(String place, @Nullable Tree wanted, @Nullable Tree got) {
        if (wanted instanceof Tree.Mapping left && got instanceof Tree.Mapping right) {
            Set<String> names = new LinkedHashSet<>(left.fields().keySet());
            names.addAll(right.fields().keySet());
            names.forEach(name -> compare(place + '.' + name, left.get(name), right.get(name)));
        } else if (wanted instanceof Tree.Sequence left
                && got instanceof Tree.Sequence right
                && left.items().size() == right.items().size()) {
            for (int i = 0; i < left.items().size(); i++) {
                compare(
                        place + '[' + i + ']',
                        left.items().get(i),
                        right.items().get(i));
            }
        } else if (wanted == null || !wanted.equals(got)) {
            found.append(place)
                    .append(": wanted ")
                    .append(wanted == null ? "nothing" : Json.print(wanted))
                    .append(", got ")
                    .append(got == null ? "nothing" : Json.print(got))
                    .append("; ");
        }
    }
}
