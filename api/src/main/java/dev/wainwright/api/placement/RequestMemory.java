package dev.wainwright.api.placement;

import dev.wainwright.api.core.PodSpec;
import dev.wainwright.model.resource.Resources;
import java.util.IdentityHashMap;

/** What pods take, found out once for all that share a spec, as those of one template do. For one thread at a time. */
public final class RequestMemory {
    private static final int MOST_SPECS = 1024;

    private final IdentityHashMap<PodSpec, Resources> known = new IdentityHashMap<>();

    /** As {@link PodRequests#of(PodSpec)}. */
    public Resources of(PodSpec spec) {
        Resources requests = known.get(spec);
        if (requests == null) {
            if (known.size() >= MOST_SPECS) {
                known.clear();
            }
            requests = PodRequests.of(spec);
            known.put(spec, requests);
        }
        return requests;
    }
}
