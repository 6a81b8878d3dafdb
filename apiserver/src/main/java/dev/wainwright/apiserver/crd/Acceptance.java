package dev.wainwright.apiserver.crd;

import dev.wainwright.api.tree.Tree;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The status of a definition: which of its names it may have, and since when it is served. */
public final class Acceptance {
    private final Tree.Mapping definition;
    private final Taken taken;
    private final String now;
    private final Map<String, Tree> accepted = new LinkedHashMap<>();
    private final List<String[]> conflicts = new ArrayList<>();

    /**
     * The names that other kinds of the same group have.
     *
     * @param words plurals, singulars and short names
     * @param kinds kinds and kinds of lists
     */
    public record Taken(Set<String> words, Set<String> kinds) {
        public Taken {
            words = Set.copyOf(words);
            kinds = Set.copyOf(kinds);
        }
    }

    private Acceptance(Tree.Mapping definition, Taken taken, Instant now) {
        this.definition = definition;
        this.taken = taken;
        this.now = DateTimeFormatter.ISO_INSTANT.format(now.truncatedTo(ChronoUnit.SECONDS));
    }

    /** The definition, with defaults, and its status: the names it has got, conditions, stored versions. */
    public static Tree.Mapping of(Tree.Mapping definition, Taken taken, Instant now) {
        return new Acceptance(Definition.withDefaults(definition), taken, now).withStatus();
    }

    /** Whether the kind is to be served. */
    public static boolean isEstablished(Tree.Mapping definition) {
        return definition.mapping("status").items("conditions").stream()
                .anyMatch(item -> item instanceof Tree.Mapping condition
                        && condition.text("type", "").equals("Established")
                        && condition.text("status", "").equals("True"));
    }

    private Tree.Mapping withStatus() {
        Tree.Mapping names = definition.mapping("spec").mapping("names");
        take(names, "plural", taken.words(), "PluralConflict");
        take(names, "singular", taken.words(), "SingularConflict");
        takeShortNames(names);
        take(names, "kind", taken.kinds(), "KindConflict");
        take(names, "listKind", taken.kinds(), "ListKindConflict");
        Tree categories = names.get("categories");
        if (categories != null) {
            accepted.put("categories", categories);
        }
        Tree.Mapping before = definition.mapping("status");
        Map<String, Tree> status = new LinkedHashMap<>();
        status.put("conditions", conditions(before));
        status.put("acceptedNames", new Tree.Mapping(accepted, 0));
        status.put("storedVersions", storedVersions(before));
        return definition.with("status", new Tree.Mapping(status, 0));
    }

    private void take(Tree.Mapping names, String field, Set<String> known, String reason) {
        String name = names.text(field, "");
        if (known.contains(name)) {
            conflicts.add(new String[] {reason, name});
        } else {
            accepted.put(field, Tree.text(name));
        }
    }

    private void takeShortNames(Tree.Mapping names) {
        List<Tree> wanted = names.items("shortNames");
        for (Tree item : wanted) {
            if (item instanceof Tree.Text name && taken.words().contains(name.value())) {
                conflicts.add(new String[] {"ShortNamesConflict", name.value()});
                return;
            }
        }
        if (!wanted.isEmpty()) {
            accepted.put("shortNames", new Tree.Sequence(wanted, 0));
        }
    }

    private Tree conditions(Tree.Mapping before) {
        List<Tree> conditions = new ArrayList<>();
        if (conflicts.isEmpty()) {
            conditions.add(condition(before, "NamesAccepted", true, "NoConflicts", "no conflicts found"));
            conditions.add(condition(
                    before, "Established", true, "InitialNamesAccepted", "the initial names have been accepted"));
        } else {
            String[] first = conflicts.getFirst();
            conditions.add(
                    condition(before, "NamesAccepted", false, first[0], '"' + first[1] + "\" is already in use"));
            // Once established, a kind stays so whatever becomes of its names.
            conditions.add(
                    isEstablished(definition)
                            ? condition(
                                    before,
                                    "Established",
                                    true,
                                    "InitialNamesAccepted",
                                    "the initial names have been accepted")
                            : condition(before, "Established", false, "NotAccepted", "not all names are accepted"));
        }
        return new Tree.Sequence(conditions, 0);
    }

    private Tree condition(Tree.Mapping before, String type, boolean holds, String reason, String message) {
        String status = holds ? "True" : "False";
        var fields = new LinkedHashMap<String, Tree>();
        fields.put("type", Tree.text(type));
        fields.put("status", Tree.text(status));
        fields.put("lastTransitionTime", Tree.text(since(before, type, status)));
        fields.put("reason", Tree.text(reason));
        fields.put("message", Tree.text(message));
        return new Tree.Mapping(fields, 0);
    }

    private String since(Tree.Mapping before, String type, String status) {
        for (Tree item : before.items("conditions")) {
            if (item instanceof Tree.Mapping condition
                    && condition.text("type", "").equals(type)
                    && condition.text("status", "").equals(status)) {
                return condition.text("lastTransitionTime", now);
            }
        }
        return now;
    }

    private Tree storedVersions(Tree.Mapping before) {
        Set<Tree> stored = new LinkedHashSet<>(before.items("storedVersions"));
        Definition.versions(definition).stream()
                .filter(version -> Node.isTrue(version, "storage"))
                .forEach(version -> stored.add(Tree.text(version.text("name", ""))));
        return new Tree.Sequence(List.copyOf(new ArrayList<>(stored)), 0);
    }
}
