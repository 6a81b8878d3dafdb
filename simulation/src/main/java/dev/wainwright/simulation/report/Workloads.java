package dev.wainwright.simulation.report;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.OwnerReference;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a pod belongs to, in a name that people know. */
final class Workloads {
    private static final String TEMPLATE_HASH = "pod-template-hash";
    private static final Pattern NUMBERS = Pattern.compile("(-[0-9]+)+$");

    private Workloads() {}

    static String name(Pod pod) {
        String home = pod.metadata().namespace() + "/";
        Optional<OwnerReference> owner = pod.metadata().controller();
        if (owner.isEmpty()) {
            return "Pod " + home + NUMBERS.matcher(pod.name()).replaceFirst("");
        }
        String hash = pod.metadata().labels().get(TEMPLATE_HASH);
        if (owner.get().kind().equals("ReplicaSet")
                && hash != null
                && owner.get().name().endsWith("-" + hash)) {
            String set = owner.get().name();
            return "Deployment " + home + set.substring(0, set.length() - hash.length() - 1);
        }
        return owner.get().kind() + " " + home + owner.get().name();
    }
}
