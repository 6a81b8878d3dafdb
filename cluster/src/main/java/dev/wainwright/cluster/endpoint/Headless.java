package dev.wainwright.cluster.endpoint;

import dev.wainwright.api.core.Service;
import java.util.Map;

/** Services without an address of their own, whose endpoints are marked. */
final class Headless {
    private static final String LABEL = "service.kubernetes.io/headless";

    private Headless() {}

    static void mark(Service service, Map<String, String> labels) {
        if (service.rest().mapping("spec").text("clusterIP", "").equals("None")) {
            labels.put(LABEL, "");
        }
    }
}
