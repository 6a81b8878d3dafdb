package dev.wainwright.apiserver.crd;

import dev.wainwright.api.Kind;
import dev.wainwright.apiserver.resource.Resources.Served;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The kinds that users have defined, by their names. Safe for use by many threads. */
public final class Customs {
    private final Map<Kind, CustomKind> kinds = new ConcurrentHashMap<>();

    public Optional<CustomKind> find(Kind kind) {
        return Optional.ofNullable(kinds.get(kind));
    }

    /** Takes the place of what was known under that name. */
    public void define(CustomKind kind) {
        kinds.put(kind.crd().kind(), kind);
    }

    /** All versions of a kind. */
    public List<Kind> versions(String group, String kind) {
        return kinds.keySet().stream()
                .filter(each -> each.group().equals(group) && each.kind().equals(kind))
                .toList();
    }

    /** The version in which objects of a kind are kept, if it is served. */
    public Optional<CustomKind> storage(Kind kind) {
        return kinds.values().stream()
                .filter(CustomKind::isStorage)
                .filter(each -> each.crd().kind().kind().equals(kind.kind())
                        && each.crd().kind().group().equals(kind.group()))
                .findFirst();
    }

    public void forget(Kind kind) {
        kinds.remove(kind);
    }

    /** The names that are taken in a group by kinds other than {@code plural}. */
    public static Acceptance.Taken taken(Collection<Served> served, String group, String plural) {
        Set<String> words = new HashSet<>();
        Set<String> kinds = new HashSet<>();
        for (Served each : served) {
            Kind kind = each.resource().kind();
            if (kind.group().equals(group) && !kind.plural().equals(plural)) {
                words.add(kind.plural());
                words.add(kind.singular());
                words.addAll(kind.shortNames());
                kinds.add(kind.kind());
                kinds.add(kind.kind() + "List");
            }
        }
        return new Acceptance.Taken(words, kinds);
    }
}
