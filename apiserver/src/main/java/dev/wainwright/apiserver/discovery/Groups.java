package dev.wainwright.apiserver.discovery;

import dev.wainwright.apiserver.resource.Resources.Served;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is served, by group and version. Kubernetes' own groups stand in its order of priority, in which kubectl resolves
 * names; users' groups follow by name, their versions newest and most stable first.
 */
final class Groups {
    private final Map<String, Map<String, List<Served>>> groups = new LinkedHashMap<>();

    Groups(List<Served> all) {
        all.stream().filter(each -> each.definition().isEmpty()).forEach(this::add);
        all.stream()
                .filter(each -> each.definition().isPresent())
                .sorted(Comparator.comparing(
                                (Served each) -> each.resource().kind().group())
                        .thenComparing(each -> Version.of(each.resource().kind().version()))
                        .thenComparing(each -> each.resource().kind().plural()))
                .forEach(this::add);
    }

    private void add(Served served) {
        groups.computeIfAbsent(served.resource().kind().group(), group -> new LinkedHashMap<>())
                .computeIfAbsent(served.resource().kind().version(), version -> new ArrayList<>())
                .add(served);
    }

    /** All but the core group. */
    List<String> names() {
        return groups.keySet().stream().filter(name -> !name.isEmpty()).toList();
    }

    /** The preferred one first; none for a group that is not served. */
    List<String> versions(String group) {
        return List.copyOf(groups.getOrDefault(group, Map.of()).keySet());
    }

    Optional<List<Served>> resources(String group, String version) {
        return Optional.ofNullable(groups.getOrDefault(group, Map.of()).get(version));
    }
}
