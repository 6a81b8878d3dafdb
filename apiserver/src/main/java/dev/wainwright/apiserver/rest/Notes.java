package dev.wainwright.apiserver.rest;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What policies have to say while a request is carried out, besides yes and no. Filled by the thread that does it. */
public final class Notes {
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Map<String, String> annotations = new LinkedHashMap<>();

    void warn(String warning) {
        warnings.add(warning);
    }

    void annotate(String key, String value) {
        annotations.putIfAbsent(key, value);
    }

    /** For the asker, each once. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** For the audit log. */
    public Map<String, String> annotations() {
        return annotations;
    }
}
