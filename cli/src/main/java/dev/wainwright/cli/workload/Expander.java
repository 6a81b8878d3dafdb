package dev.wainwright.cli.workload;

import dev.wainwright.api.apps.Deployment;
import dev.wainwright.api.apps.ReplicaSet;
import dev.wainwright.api.apps.StatefulSet;
import dev.wainwright.api.batch.CronJob;
import dev.wainwright.api.batch.Job;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodTemplateSpec;
import dev.wainwright.api.core.Volume;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the pods that workloads without pods would get: {@code NAME-0}, {@code NAME-1} and so on, all of one workload
 * sharing its template's spec.
 *
 * <p>A workload is left alone when it has pods in the input (then those are the truth, however many), when another object
 * of the input makes it (a Deployment its ReplicaSets, a CronJob its Jobs), and when it would not start pods: suspended,
 * complete and failed Jobs. DaemonSets are not expanded, because their pods come with the nodes.
 *
 * <p>The result depends on the objects only, not on their order: workloads are taken StatefulSets first, whose pod names
 * are real and must not be taken by another workload's made-up ones, then by kind, namespace and name.
 */
public final class Expander {
    private final Owners owners;
    private final boolean includeCronJobs;
    private final List<KubeObject> added = new ArrayList<>();
    private final Set<String> podNames = new HashSet<>();
    private final Set<String> claimNames = new HashSet<>();
    private final LeftOut leftOut = new LeftOut();

    private Expander(List<KubeObject> objects, boolean includeCronJobs) {
        this.owners = new Owners(objects);
        this.includeCronJobs = includeCronJobs;
        for (KubeObject object : objects) {
            switch (object) {
                case Pod pod -> podNames.add(qualified(pod.metadata(), pod.name()));
                case PersistentVolumeClaim claim -> claimNames.add(qualified(claim.metadata(), claim.name()));
                default -> {}
            }
        }
    }

    /** Adds the pods, and the claims that StatefulSets make for theirs; one run of each CronJob if asked for. */
    public static Expansion expand(List<KubeObject> objects, boolean includeCronJobs) {
        var expander = new Expander(objects, includeCronJobs);
        objects.stream()
                .filter(Expander::isWorkload)
                .filter(expander::isFree)
                .sorted(Comparator.comparing((KubeObject object) -> !(object instanceof StatefulSet))
                        .thenComparing(Owners::kindOf)
                        .thenComparing(KubeObject::qualifiedName))
                .forEach(expander::expand);
        var all = new ArrayList<>(objects);
        all.addAll(expander.added);
        return new Expansion(all, expander.leftOut.notes());
    }

    private static boolean isWorkload(KubeObject object) {
        return switch (object) {
            case StatefulSet set -> true;
            case Deployment deployment -> true;
            case ReplicaSet set -> true;
            case Job job -> true;
            case CronJob cronJob -> true;
            default -> false;
        };
    }

    private void expand(KubeObject object) {
        switch (object) {
            case StatefulSet set -> expandStateful(set);
            case Deployment deployment ->
                expand(
                        deployment,
                        "apps/v1",
                        deployment.spec().template(),
                        count(deployment.spec().replicas()));
            case ReplicaSet set ->
                expand(set, "apps/v1", set.spec().template(), count(set.spec().replicas()));
            case Job job -> expandJob(job);
            case CronJob cronJob -> expandCronJob(cronJob);
            default -> {}
        }
    }

    private boolean isFree(KubeObject workload) {
        return !owners.hasPods(workload) && !owners.isOwned(workload);
    }

    private static int count(@Nullable Integer replicas) {
        return replicas == null ? 1 : replicas;
    }

    private void expandStateful(StatefulSet set) {
        Integer start = set.spec().firstOrdinal();
        int first = start == null ? 0 : start;
        PodTemplateSpec template = set.spec().template();
        for (int ordinal = first; ordinal < first + count(set.spec().replicas()); ordinal++) {
            String name = freeName(set, ordinal);
            var volumes = new LinkedHashMap<String, Volume>();
            template.volumes().forEach(volume -> volumes.put(volume.name(), volume));
            for (StatefulSet.ClaimTemplate claim : set.spec().volumeClaimTemplates()) {
                String claimName = claim.metadata().name() + "-" + name;
                volumes.put(
                        claim.metadata().name(), claimVolume(claim.metadata().name(), claimName));
                addClaim(set, claimName, claim);
            }
            add(
                    set,
                    "apps/v1",
                    template,
                    name,
                    List.copyOf(volumes.values()),
                    template.metadata().labels());
        }
    }

    private static Volume claimVolume(String name, String claimName) {
        return new Volume(name, new Volume.ClaimSource(claimName), null);
    }

    private void addClaim(StatefulSet set, String name, StatefulSet.ClaimTemplate template) {
        if (claimNames.add(qualified(set.metadata(), name))) {
            var metadata = ObjectMeta.named(Owners.namespaceOf(set.metadata()), name)
                    .withLabels(template.metadata().labels());
            added.add(new PersistentVolumeClaim(
                    metadata, template.spec(), new PersistentVolumeClaim.Status("Pending"), Tree.Mapping.EMPTY));
        }
    }

    private void expandJob(Job job) {
        if (Jobs.isOver(job)) {
            leftOut.add(LeftOut.Why.OVER, job);
        } else if (Boolean.TRUE.equals(job.spec().suspend())) {
            leftOut.add(LeftOut.Why.SUSPENDED, job);
        } else {
            expandRun(job, "batch/v1", job.spec(), Jobs.podsToStart(job));
        }
    }

    private void expandCronJob(CronJob cronJob) {
        Job.Spec spec = cronJob.spec().jobTemplate().spec();
        if (!includeCronJobs) {
            leftOut.add(LeftOut.Why.CRON, cronJob);
        } else if (Boolean.TRUE.equals(cronJob.spec().suspend()) || Boolean.TRUE.equals(spec.suspend())) {
            leftOut.add(LeftOut.Why.SUSPENDED, cronJob);
        } else {
            expandRun(cronJob, "batch/v1", spec, Jobs.podsToStart(spec, 0));
        }
    }

    /** The Job controller labels its pods with the Job's name, and affinities are written against that. */
    private void expandRun(KubeObject owner, String apiVersion, Job.Spec spec, int pods) {
        var labels = new HashMap<>(Map.of("job-name", owner.name(), "batch.kubernetes.io/job-name", owner.name()));
        labels.putAll(spec.template().metadata().labels());
        expand(owner, apiVersion, spec.template(), pods, Map.copyOf(labels));
    }

    private void expand(KubeObject owner, String apiVersion, PodTemplateSpec template, int pods) {
        expand(owner, apiVersion, template, pods, template.metadata().labels());
    }

    private void expand(
            KubeObject owner, String apiVersion, PodTemplateSpec template, int pods, Map<String, String> labels) {
        for (int i = 0; i < pods; i++) {
            add(owner, apiVersion, template, freeName(owner, i), template.volumes(), labels);
        }
    }

    /** {@code NAME-NUMBER}; where another pod has that name, the kind makes the difference. */
    private String freeName(KubeObject owner, int number) {
        String name = owner.name() + "-" + number;
        if (podNames.add(qualified(owner.metadata(), name))) {
            return name;
        }
        String other = owner.name() + "-" + Owners.kindOf(owner).toLowerCase(Locale.ROOT) + "-" + number;
        podNames.add(qualified(owner.metadata(), other));
        return other;
    }

    private void add(
            KubeObject owner,
            String apiVersion,
            PodTemplateSpec template,
            String name,
            List<Volume> volumes,
            Map<String, String> labels) {
        ObjectMeta of = owner.metadata();
        var reference = new OwnerReference(apiVersion, Owners.kindOf(owner), of.name(), of.uid(), true, true);
        ObjectMeta metadata = ObjectMeta.named(Owners.namespaceOf(of), name)
                .withLabels(labels)
                .withAnnotations(template.metadata().annotations())
                .withOwnerReferences(List.of(reference));
        added.add(new Pod(metadata, "", volumes, template.spec(), Pod.Status.NONE, Tree.Mapping.EMPTY));
    }

    private static String qualified(ObjectMeta metadata, String name) {
        return Owners.namespaceOf(metadata) + "/" + name;
    }
}
