package dev.wainwright.apiserver.table;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Deployments and all others that make pods. */
final class WorkloadCells {
    private WorkloadCells() {}

    static void deployment(Part object, Row row) {
        Part status = object.at("status");
        row.name()
                .text(status.number("readyReplicas") + "/" + object.at("spec").number("replicas"))
                .number(status.number("updatedReplicas"))
                .number(status.number("availableReplicas"))
                .age();
        template(object.at("spec", "template"), row);
        row.text(Wording.selector(object.at("spec", "selector")));
    }

    static void replicaSet(Part object, Row row) {
        counts(object, row);
        row.text(Wording.selector(object.at("spec", "selector")));
    }

    static void replicationController(Part object, Row row) {
        counts(object, row);
        row.text(Wording.labels(object.at("spec").map("selector")));
    }

    private static void counts(Part object, Row row) {
        Part status = object.at("status");
        row.name()
                .number(object.at("spec").number("replicas"))
                .number(status.number("replicas"))
                .number(status.number("readyReplicas"))
                .age();
        template(object.at("spec", "template"), row);
    }

    static void statefulSet(Part object, Row row) {
        row.name()
                .text(object.at("status").number("readyReplicas") + "/"
                        + object.at("spec").number("replicas"))
                .age();
        template(object.at("spec", "template"), row);
    }

    static void daemonSet(Part object, Row row) {
        Part status = object.at("status");
        Part template = object.at("spec", "template");
        row.name()
                .number(status.number("desiredNumberScheduled"))
                .number(status.number("currentNumberScheduled"))
                .number(status.number("numberReady"))
                .number(status.number("updatedNumberScheduled"))
                .number(status.number("numberAvailable"))
                .text(Wording.labels(template.at("spec").map("nodeSelector")))
                .age();
        template(template, row);
        row.text(Wording.selector(object.at("spec", "selector")));
    }

    static void job(Part object, Row row) {
        row.name().text(jobStatus(object)).text(completions(object)).text(duration(object.at("status"), row.now()));
        row.age();
        template(object.at("spec", "template"), row);
        row.text(Wording.selector(object.at("spec", "selector")));
    }

    private static String jobStatus(Part object) {
        if (object.isTrue("Complete")) {
            return "Complete";
        }
        if (object.isTrue("Failed")) {
            return "Failed";
        }
        if (object.isBeingDeleted()) {
            return "Terminating";
        }
        return List.of("Suspended", "FailureTarget", "SuccessCriteriaMet").stream()
                .filter(object::isTrue)
                .findFirst()
                .orElse("Running");
    }

    private static String completions(Part object) {
        Part spec = object.at("spec");
        long succeeded = object.at("status").number("succeeded");
        if (spec.has("completions")) {
            return succeeded + "/" + spec.number("completions");
        }
        long parallelism = spec.number("parallelism");
        return succeeded + "/1" + (parallelism > 1 ? " of " + parallelism : "");
    }

    private static String duration(Part status, Instant now) {
        String start = status.text("startTime");
        if (start.isEmpty()) {
            return "";
        }
        String end = status.text("completionTime");
        return end.isEmpty()
                ? Ages.since(start, now)
                : Ages.of(Duration.between(Instant.parse(start), Instant.parse(end)));
    }

    static void cronJob(Part object, Row row) {
        Part spec = object.at("spec");
        String last = object.at("status").text("lastScheduleTime");
        row.name()
                .text(spec.text("schedule"))
                .text(spec.textOr("timeZone", Wording.NONE))
                .text(spec.has("suspend") ? spec.flag("suspend") ? "True" : "False" : Wording.UNSET)
                .number(object.at("status").size("active"))
                .text(last.isEmpty() ? Wording.NONE : Ages.since(last, row.now()))
                .age();
        template(spec.at("jobTemplate", "spec", "template"), row);
        row.text(Wording.selector(spec.at("jobTemplate", "spec", "selector")));
    }

    static void podTemplate(Part object, Row row) {
        row.name();
        template(object.at("template"), row);
        row.text(Wording.labels(object.at("template", "metadata").map("labels")));
    }

    static void controllerRevision(Part object, Row row) {
        String owner = object.at("metadata").parts("ownerReferences").stream()
                .filter(each -> each.flag("controller"))
                .findFirst()
                .map(WorkloadCells::named)
                .orElse(Wording.NONE);
        row.name().text(owner).number(object.number("revision")).age();
    }

    private static String named(Part owner) {
        String apiVersion = owner.text("apiVersion");
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : '.' + apiVersion.substring(0, slash);
        return owner.text("kind").toLowerCase(Locale.ROOT) + group + '/' + owner.text("name");
    }

    private static void template(Part template, Row row) {
        List<Part> containers = template.at("spec").parts("containers");
        row.text(Wording.names(containers, "name")).text(Wording.names(containers, "image"));
    }
}
