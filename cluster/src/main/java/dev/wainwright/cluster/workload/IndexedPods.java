package dev.wainwright.cluster.workload;

import dev.wainwright.api.batch.Job;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodTemplateSpec;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pods of indexed jobs: they learn their index by label, annotation, environment and host name. */
final class IndexedPods {
    private static final String VARIABLE = "JOB_COMPLETION_INDEX";

    private IndexedPods() {}

    /** {@code rest} is the remainder made by {@link #rest}, shared by all pods of the job. */
    static Pod pod(Job job, PodTemplateSpec template, int index, List<OwnerReference> owners, Tree.Mapping rest) {
        ObjectMeta metadata = template.metadata();
        var marked = metadata.withLabels(with(metadata.labels(), index))
                .withAnnotations(with(metadata.annotations(), index));
        String name = job.name() + '-' + index;
        Tree.Mapping spec = rest.mapping("spec");
        return Templates.pod(
                job,
                new PodTemplateSpec(marked, template.volumes(), template.spec()),
                name + '-',
                owners,
                rest.with("spec", spec.get("hostname") == null ? spec.with("hostname", Tree.text(name)) : spec));
    }

    /** What no record models of the job's template, with the index in the environment of every container. */
    static Tree.Mapping rest(Job job) {
        Tree.Mapping rest = Templates.rest(job);
        Tree.Mapping spec = rest.mapping("spec");
        List<Tree> known = spec.items("containers");
        var containers = new ArrayList<Tree>();
        for (int i = 0; i < job.spec().template().spec().containers().size(); i++) {
            Tree.Mapping container =
                    i < known.size() && known.get(i) instanceof Tree.Mapping mapping ? mapping : Tree.Mapping.EMPTY;
            var variables = new ArrayList<>(container.items("env"));
            variables.add(variable());
            containers.add(container.with("env", new Tree.Sequence(variables, 0)));
        }
        return rest.with("spec", spec.with("containers", new Tree.Sequence(containers, 0)));
    }

    private static Tree.Mapping variable() {
        return mapping(
                "name",
                Tree.text(VARIABLE),
                "valueFrom",
                mapping(
                        "fieldRef",
                        mapping(
                                "apiVersion",
                                Tree.text("v1"),
                                "fieldPath",
                                Tree.text("metadata.labels['" + JobCount.INDEX + "']"))));
    }

    private static Tree.Mapping mapping(String name, Tree value) {
        return new Tree.Mapping(Map.of(name, value), 0);
    }

    private static Tree.Mapping mapping(String name, Tree value, String other, Tree otherValue) {
        return mapping(name, value).with(other, otherValue);
    }

    private static Map<String, String> with(Map<String, String> map, int index) {
        var copy = new HashMap<>(map);
        copy.put(JobCount.INDEX, Integer.toString(index));
        return copy;
    }
}
