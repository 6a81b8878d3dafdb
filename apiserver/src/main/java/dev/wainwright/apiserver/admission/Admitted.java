package dev.wainwright.apiserver.admission;

import dev.wainwright.api.meta.KubeObject;
import java.util.List;

/**
 * An object that may be stored.
 *
 * @param warnings to be sent along with the answer, as they are
 */
public record Admitted(KubeObject object, List<String> warnings) {
    public Admitted {
        warnings = List.copyOf(warnings);
    }
}
