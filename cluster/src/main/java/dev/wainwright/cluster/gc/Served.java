package dev.wainwright.cluster.gc;

import dev.wainwright.api.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Kinds by their names: all versions of a kind share their objects, so that one stands for all. */
final class Served {
    private Served() {}

    static Optional<Kind> find(List<Kind> kinds, String group, String kind) {
        return kinds.stream()
                .filter(each -> each.kind().equals(kind) && each.group().equals(group))
                .findFirst();
    }

    /** With {@code kind} in its latest definition; nothing changes if another version of it stands there. */
    static List<Kind> with(List<Kind> kinds, Kind kind) {
        var all = new ArrayList<>(kinds);
        Optional<Kind> known = find(kinds, kind.group(), kind.kind());
        if (known.isEmpty()) {
            all.add(kind);
        } else if (known.get().equals(kind)) {
            all.set(all.indexOf(kind), kind);
        }
        return List.copyOf(all);
    }
}
