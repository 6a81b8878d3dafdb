package dev.wainwright.api.lenient;

import dev.wainwright.api.tree.Tree;
import java.util.Optional;

/** Workloads that were shortened for a slide: selectors, labels and containers to make them whole. */
final class WorkloadRewrites {
    private static final String TEMPLATE = "spec.template";
    private static final String PAUSE = "registry.k8s.io/pause:3.10";

    private WorkloadRewrites() {}

    static Tree.Mapping workload(Tree.Mapping workload, Said said) {
        Tree.Mapping labelled = labels(workload, said);
        labelled = selector(labelled, said);
        return containers(labelled, TEMPLATE, said);
    }

    static Tree.Mapping job(Tree.Mapping job, Said said) {
        return restartPolicy(containers(job, TEMPLATE, said), TEMPLATE, said);
    }

    static Tree.Mapping cronJob(Tree.Mapping cronJob, Said said) {
        String template = "spec.jobTemplate.spec.template";
        return restartPolicy(containers(cronJob, template, said), template, said);
    }

    private static Tree.Mapping labels(Tree.Mapping workload, Said said) {
        Tree.Mapping spec = workload.mapping("spec");
        if (!Edits.isMissing(spec.mapping("template").mapping("metadata"), "labels")) {
            return workload;
        }
        Tree.Mapping selected = spec.mapping("selector").mapping("matchLabels");
        String name = workload.mapping("metadata").text("name", "app");
        Tree.Mapping labels = selected.isEmpty() ? Edits.mapping(spec, "app", name) : selected;
        said.rewrite(
                TEMPLATE + ".metadata.labels",
                spec,
                "the template needs labels for the selector to match; set to "
                        + (selected.isEmpty() ? "app: " + name : "what the selector selects"));
        return Edits.within(workload, TEMPLATE + ".metadata", metadata -> metadata.with("labels", labels));
    }

    private static Tree.Mapping selector(Tree.Mapping workload, Said said) {
        Tree.Mapping spec = workload.mapping("spec");
        if (!Edits.isMissing(spec, "selector")) {
            return workload;
        }
        Tree labels = spec.mapping("template").mapping("metadata").mapping("labels");
        said.rewrite("spec.selector", spec, "required, but missing; set to the template's labels");
        return Edits.within(workload, "spec.selector", selector -> selector.with("matchLabels", labels));
    }

    /** A pod without containers, or a container without an image, cannot be; the pause image does nothing in its place. */
    private static Tree.Mapping containers(Tree.Mapping workload, String template, Said said) {
        String path = template + ".spec";
        Tree.Mapping podSpec = at(workload, path);
        if (Edits.isMissing(podSpec, "containers")) {
            said.rewrite(
                    path + ".containers",
                    workload.mapping("spec"),
                    "required, but missing; set to one pause container that asks for nothing");
            Tree pause = Edits.mapping(workload, "name", "pause", "image", PAUSE);
            return Edits.within(workload, path, spec -> spec.with("containers", Edits.list(pause)));
        }
        return Edits.inside(
                workload,
                path,
                spec -> Edits.eachItem(spec, "containers", (item, position) -> {
                    boolean bare = item instanceof Tree.Mapping container && Edits.isMissing(container, "image");
                    if (!bare) {
                        return Optional.of(item);
                    }
                    said.rewrite(
                            path + ".containers[" + position + "].image",
                            item,
                            "required, but missing; set to " + PAUSE);
                    return Optional.of(((Tree.Mapping) item).with("image", Edits.text(PAUSE, item)));
                }));
    }

    private static Tree.Mapping restartPolicy(Tree.Mapping job, String template, Said said) {
        String path = template + ".spec";
        if (!Edits.isMissing(at(job, path), "restartPolicy")) {
            return job;
        }
        said.rewrite(path + ".restartPolicy", at(job, path), "jobs need OnFailure or Never; set to OnFailure");
        return Edits.inside(job, path, spec -> spec.with("restartPolicy", Edits.text("OnFailure", spec)));
    }

    private static Tree.Mapping at(Tree.Mapping root, String path) {
        Tree.Mapping place = root;
        for (String name : path.split("\\.")) {
            place = place.mapping(name);
        }
        return place;
    }
}
