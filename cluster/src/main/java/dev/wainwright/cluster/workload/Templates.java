package dev.wainwright.cluster.workload;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodTemplateSpec;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.api.tree.Tree;
import java.util.List;

/** Pods from templates. All pods of a template share its spec, and what no record models of it. */
final class Templates {
    private Templates() {}

    /** A pod as {@code owner} makes it; its name begins with {@code prefix}. */
    static Pod pod(KubeObject owner, PodTemplateSpec template, String prefix, List<OwnerReference> owners) {
        return pod(owner, template, prefix, owners, rest(owner));
    }

    /** The same with another remainder than the template's own. */
    static Pod pod(
            KubeObject owner, PodTemplateSpec template, String prefix, List<OwnerReference> owners, Tree.Mapping rest) {
        ObjectMeta from = template.metadata();
        ObjectMeta metadata = ObjectMeta.generated(owner.metadata().namespace(), prefix)
                .withLabels(from.labels())
                .withAnnotations(from.annotations())
                .withOwnerReferences(owners)
                .withFinalizers(from.finalizers());
        return new Pod(metadata, "", template.volumes(), template.spec(), Pod.Status.NONE, rest);
    }

    /** What no record models of the owner's pod template. */
    static Tree.Mapping rest(KubeObject owner) {
        return owner.rest().mapping("spec").mapping("template");
    }

    /** Says that {@code owner} manages the object. */
    static List<OwnerReference> managedBy(KubeObject owner) {
        Kind kind = Kinds.of(owner.getClass());
        return List.of(new OwnerReference(
                kind.apiVersion(), kind.kind(), owner.name(), owner.metadata().uid(), true, true));
    }
}
