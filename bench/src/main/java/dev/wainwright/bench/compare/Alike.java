package dev.wainwright.bench.compare;

import dev.wainwright.api.core.PersistentVolume;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.core.Volume;
import dev.wainwright.api.meta.KubeObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pods that ask for the same. Which of them finds a place when there are too few is of no account, so plans are compared by
 * how many of each sort they place.
 */
final class Alike {
    private record Sort(String namespace, Map<String, String> labels, PodSpec spec, List<Object> volumes) {}

    private final Map<String, String> firstOfSort = new HashMap<>();

    Alike(List<KubeObject> objects) {
        Map<Sort, String> first = new HashMap<>();
        Map<String, KubeObject> storage = new HashMap<>();
        for (KubeObject object : objects) {
            if (object instanceof PersistentVolumeClaim || object instanceof PersistentVolume) {
                storage.put(object.qualifiedName(), object);
            }
        }
        for (KubeObject object : objects) {
            if (object instanceof Pod pod) {
                var sort = new Sort(
                        pod.metadata().namespace(), pod.metadata().labels(), pod.spec(), volumes(pod, storage));
                firstOfSort.put(pod.qualifiedName(), first.computeIfAbsent(sort, key -> pod.qualifiedName()));
            }
        }
    }

    /** What matters of the pod's volumes; each pod may have a claim of its own that says the same. */
    private static List<Object> volumes(Pod pod, Map<String, KubeObject> storage) {
        var volumes = new ArrayList<>();
        for (Volume volume : pod.volumes()) {
            String claim = volume.persistentVolumeClaim() == null
                    ? pod.name() + "-" + volume.name()
                    : volume.persistentVolumeClaim().claimName();
            if (storage.get(pod.metadata().namespace() + "/" + claim) instanceof PersistentVolumeClaim found) {
                KubeObject bound = storage.get(found.spec().volumeName());
                volumes.add(String.valueOf(found.spec().storageClassName()));
                volumes.add(
                        bound instanceof PersistentVolume there
                                ? String.valueOf(there.spec().requiredNodes())
                                : "");
            } else {
                volumes.add(volume);
            }
        }
        return volumes;
    }

    /** How many pods of each sort {@code here} places beyond {@code there}, told by the sort's first pod. */
    List<String> surplus(Answer here, Answer there) {
        Map<String, Integer> balance = new TreeMap<>();
        here.placed().forEach(pod -> balance.merge(firstOfSort.getOrDefault(pod, pod), 1, Integer::sum));
        there.placed().forEach(pod -> balance.merge(firstOfSort.getOrDefault(pod, pod), -1, Integer::sum));
        var surplus = new ArrayList<String>();
        balance.forEach((pod, count) -> {
            for (int i = 0; i < count; i++) {
                surplus.add(pod);
            }
        });
        return surplus;
    }
}
