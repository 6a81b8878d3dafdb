package dev.wainwright.cluster.workload;

import dev.wainwright.api.apps.StatefulSet;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodTemplateSpec;
import dev.wainwright.api.core.Volume;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalInt;

/** Pods of StatefulSets: numbered, each with claims of its own. */
final class StatefulPods {
    private static final String POD_NAME = "statefulset.kubernetes.io/pod-name";
    private static final String POD_INDEX = "apps.kubernetes.io/pod-index";

    private StatefulPods() {}

    static String name(StatefulSet set, int ordinal) {
        return set.name() + '-' + ordinal;
    }

    /** The number in the pod's name; empty when it is none of the set's. */
    static OptionalInt ordinal(StatefulSet set, Pod pod) {
        String prefix = set.name() + '-';
        String number = pod.name().startsWith(prefix) ? pod.name().substring(prefix.length()) : "";
        return number.matches("0|[1-9]\\d{0,8}") ? OptionalInt.of(Integer.parseInt(number)) : OptionalInt.empty();
    }

    static Pod make(StatefulSet set, String revision, int ordinal) {
        PodTemplateSpec template = set.spec().template();
        String name = name(set, ordinal);
        var labels = new HashMap<>(template.metadata().labels());
        labels.put(POD_NAME, name);
        labels.put(POD_INDEX, Integer.toString(ordinal));
        labels.put(DaemonPods.HASH, revision);
        var volumes = new ArrayList<Volume>();
        for (StatefulSet.ClaimTemplate claim : set.spec().volumeClaimTemplates()) {
            String volume = claim.metadata().name();
            volumes.add(new Volume(volume, new Volume.ClaimSource(volume + '-' + name), null));
        }
        // The set's own claims stand in for volumes of the same name; those come last, where nothing else is known of
        // them.
        List<Volume> kept = template.volumes().stream()
                .filter(volume -> volumes.stream().noneMatch(own -> own.name().equals(volume.name())))
                .toList();
        volumes.addAll(0, kept);
        Pod pod = Templates.pod(
                set,
                new PodTemplateSpec(template.metadata().withLabels(labels), volumes, template.spec()),
                "",
                Templates.managedBy(set));
        return new Pod(pod.metadata().withName(name), "", pod.volumes(), pod.spec(), pod.status(), pod.rest());
    }

    /** The claims that a pod needs; they outlive it. */
    static List<PersistentVolumeClaim> claims(StatefulSet set, int ordinal) {
        var claims = new ArrayList<PersistentVolumeClaim>();
        List<Tree> rests = set.rest().mapping("spec").items("volumeClaimTemplates");
        var selector = set.spec().selector();
        for (int i = 0; i < set.spec().volumeClaimTemplates().size(); i++) {
            StatefulSet.ClaimTemplate template =
                    set.spec().volumeClaimTemplates().get(i);
            var labels = new HashMap<>(template.metadata().labels());
            labels.putAll(selector == null ? labels : selector.matchLabels());
            ObjectMeta metadata = template.metadata()
                    .withName(template.metadata().name() + '-' + name(set, ordinal))
                    .withNamespace(set.metadata().namespace())
                    .withLabels(labels);
            Tree.Mapping rest = i < rests.size() && rests.get(i) instanceof Tree.Mapping mapping
                    ? mapping.without("apiVersion").without("kind").without("status")
                    : Tree.Mapping.EMPTY;
            claims.add(
                    new PersistentVolumeClaim(metadata, template.spec(), new PersistentVolumeClaim.Status(""), rest));
        }
        return claims;
    }
}
