package dev.wainwright.apiserver.apply;

import dev.wainwright.runtime.store.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says who owns what an apply wants to set otherwise. */
final class Conflicts {
    private Conflicts() {}

    static Refusal refusal(Map<Owner.Key, FieldSet> conflicts) {
        var causes = new ArrayList<Refusal.Cause>();
        var byManager = new TreeMap<String, List<String>>();
        conflicts.forEach((owner, fields) -> {
            for (String path : fields.paths()) {
                causes.add(new Refusal.Cause("FieldManagerConflict", path, "conflict with " + owner.description()));
                byManager
                        .computeIfAbsent(owner.description(), each -> new ArrayList<>())
                        .add(path);
            }
        });
        return new Refusal.ApplyConflict(message(causes, byManager), causes);
    }

    private static String message(List<Refusal.Cause> causes, Map<String, List<String>> byManager) {
        if (causes.size() == 1) {
            Refusal.Cause only = causes.getFirst();
            return "Apply failed with 1 conflict: " + only.message() + ": " + only.field();
        }
        var lines = new ArrayList<String>();
        byManager.forEach((manager, paths) -> {
            lines.add("conflicts with " + manager + ":");
            paths.forEach(path -> lines.add("- " + path));
        });
        return "Apply failed with " + causes.size() + " conflicts: " + String.join("\n", lines);
    }
}
