package dev.wainwright.cluster.workload;

import dev.wainwright.api.apps.Deployment;
import dev.wainwright.api.apps.ReplicaSet;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.core.PodTemplateSpec;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Which template a ReplicaSet was made from. The hash has the form of Kubernetes' but not its values, which come from the
 * memory layout of Go structures; nothing but names depends on them.
 */
final class TemplateHash {
    static final String LABEL = "pod-template-hash";

    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final int FNV_OFFSET = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    private TemplateHash() {}

    /** The hash of the object's pod template; {@code collisions} makes it another one after a clash of names. */
    static String of(KubeObject workload, int collisions) {
        String text = Json.print(Codec.write(workload).mapping("spec").mapping("template"));
        int hash = FNV_OFFSET;
        for (byte each : (text + (collisions == 0 ? "" : collisions)).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ each) * FNV_PRIME;
        }
        var safe = new StringBuilder();
        for (char digit : Integer.toUnsignedString(hash).toCharArray()) {
            safe.append(ALPHABET.charAt(digit % ALPHABET.length()));
        }
        return safe.toString();
    }

    /** Whether the set was made from the deployment's template as it is now. */
    static boolean isOfTemplate(ReplicaSet set, Deployment deployment) {
        return withoutHash(set.spec().template())
                        .equals(withoutHash(deployment.spec().template()))
                && Templates.rest(set).equals(Templates.rest(deployment));
    }

    static Map<String, String> with(Map<String, String> labels, String hash) {
        var all = new HashMap<>(labels);
        all.put(LABEL, hash);
        return all;
    }

    private static PodTemplateSpec withoutHash(PodTemplateSpec template) {
        var labels = new HashMap<>(template.metadata().labels());
        labels.remove(LABEL);
        return new PodTemplateSpec(template.metadata().withLabels(labels), template.volumes(), template.spec());
    }
}
