package dev.wainwright.apiserver.defaults;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.batch.Job;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.codec.ObjectParts;
import dev.wainwright.api.core.PersistentVolume;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.core.PodSpec.Container;
import dev.wainwright.api.core.PodSpec.ResourceRequirements;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.placement.QosClass;
import dev.wainwright.api.tree.Fill;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.store.Admission;
import dev.wainwright.cluster.volume.StorageProtection;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.runtime.store.Result;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server gives new objects of whatever origin, also those that controllers make: the service account and the
 * class of service of pods, the selector of jobs, which is made of their uid, the finalizers that keep claims and volumes while they are in
 * use, and the status of what nobody reports on.
 * Pods of one template go on sharing what they share.
 */
public final class Newborn implements Admission {
    private static final String ACCOUNT = "default";
    private static final int MOST_KNOWN = 4096;

    private final IdentityHashMap<Tree.Mapping, Tree.Mapping> rests = new IdentityHashMap<>();
    private final IdentityHashMap<PodSpec, PodSpec> specs = new IdentityHashMap<>();

    @Override
    public synchronized Result<KubeObject> admit(@Nullable KubeObject before, KubeObject object) {
        if (before != null) {
            return Result.ok(object);
        }
        return Result.ok(
                switch (object) {
                    case Pod pod -> pod(pod);
                    case Job job -> job(job);
                    case PersistentVolumeClaim claim -> guarded(claim);
                    case PersistentVolume volume -> guarded(volume);
                    case TreeObject tree -> withStatus(tree);
                    default -> object;
                });
    }

    private static KubeObject guarded(KubeObject storage) {
        return ObjectParts.withMetadata(storage, storage.metadata().withFinalizers(StorageProtection.guarded(storage)));
    }

    private Pod pod(Pod pod) {
        if (specs.size() > MOST_KNOWN || rests.size() > MOST_KNOWN) {
            specs.clear();
            rests.clear();
        }
        PodSpec spec = specs.computeIfAbsent(pod.spec(), Newborn::withRequests);
        Tree.Mapping rest = rests.computeIfAbsent(pod.rest(), Newborn::withAccount);
        return new Pod(
                pod.metadata(),
                pod.nodeName(),
                pod.volumes(),
                spec,
                pod.status().withQosClass(QosClass.of(spec)),
                rest);
    }

    private static Tree.Mapping withAccount(Tree.Mapping rest) {
        return Fill.within(rest, "spec", spec -> {
            String account = spec.text("serviceAccountName", ACCOUNT);
            Tree.Mapping filled = Fill.text(spec, "serviceAccountName", account);
            return Fill.bool(Fill.text(filled, "serviceAccount", account), "enableServiceLinks", true);
        });
    }

    private static PodSpec withRequests(PodSpec spec) {
        List<Container> starting =
                spec.initContainers().stream().map(Newborn::withRequests).toList();
        List<Container> running =
                spec.containers().stream().map(Newborn::withRequests).toList();
        return starting.equals(spec.initContainers()) && running.equals(spec.containers())
                ? spec
                : spec.withContainers(starting, running);
    }

    private static Container withRequests(Container container) {
        ResourceRequirements resources = container.resources();
        if (resources == null
                || resources.requests().keySet().containsAll(resources.limits().keySet())) {
            return container;
        }
        Map<String, Quantity> requests = new HashMap<>(resources.limits());
        requests.putAll(resources.requests());
        return new Container(
                container.name(),
                new ResourceRequirements(requests, resources.limits()),
                container.ports(),
                container.restartPolicy());
    }

    private static KubeObject job(Job job) {
        Tree.Mapping document = Codec.write(job);
        Tree.Mapping spec = document.mapping("spec");
        if (spec.get("manualSelector") instanceof Tree.Bool manual && manual.value()) {
            return job;
        }
        String uid = job.metadata().uid();
        Map<String, Tree> labels = new LinkedHashMap<>();
        for (String prefix : List.of("batch.kubernetes.io/", "")) {
            labels.put(prefix + "controller-uid", Tree.text(uid));
            labels.put(prefix + "job-name", Tree.text(job.name()));
        }
        Tree.Mapping complete = labelled(document, labels);
        complete = Fill.inside(complete, "spec", each -> {
            Tree.Mapping template = Fill.within(each, "template", inner -> labelled(inner, labels));
            return Fill.within(
                    template,
                    "selector",
                    selector -> Fill.within(
                            selector,
                            "matchLabels",
                            known -> known.with("batch.kubernetes.io/controller-uid", Tree.text(uid))));
        });
        return Codec.read(Kinds.of(Job.class), complete, new Interner());
    }

    private static Tree.Mapping labelled(Tree.Mapping object, Map<String, Tree> labels) {
        return Fill.within(
                object,
                "metadata",
                metadata -> Fill.within(metadata, "labels", known -> {
                    Map<String, Tree> all = new LinkedHashMap<>(known.fields());
                    all.putAll(labels);
                    return new Tree.Mapping(all, known.line());
                }));
    }

    /** Where no controller will ever report, the status stays as the server made it. */
    private static KubeObject withStatus(TreeObject object) {
        Tree.Mapping status = switch (object.kind()) {
            case "Ingress" -> new Tree.Mapping(Map.of("loadBalancer", Tree.Mapping.EMPTY), 0);
            case "VolumeAttachment" -> new Tree.Mapping(Map.of("attached", new Tree.Bool(false, 0)), 0);
            case "ReplicationController" -> new Tree.Mapping(Map.of("replicas", Tree.number(0)), 0);
            case "HorizontalPodAutoscaler" ->
                new Tree.Mapping(
                        object.apiVersion().endsWith("/v1")
                                ? Map.of("currentReplicas", Tree.number(0), "desiredReplicas", Tree.number(0))
                                : Map.of("desiredReplicas", Tree.number(0), "currentMetrics", new Tree.Null(0)),
                        0);
            default -> Tree.Mapping.EMPTY;
        };
        boolean known = object.rest().get("status") != null;
        return known || status.isEmpty()
                ? object
                : new TreeObject(
                        object.apiVersion(),
                        object.kind(),
                        object.metadata(),
                        object.rest().with("status", status));
    }
}
