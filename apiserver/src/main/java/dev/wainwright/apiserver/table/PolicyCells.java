package dev.wainwright.apiserver.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Budgets, quotas, rights and what guards the API. */
final class PolicyCells {
    private PolicyCells() {}

    static void budget(Part object, Row row) {
        Part spec = object.at("spec");
        row.name()
                .text(spec.textOr("minAvailable", "N/A"))
                .text(spec.textOr("maxUnavailable", "N/A"))
                .number(object.at("status").number("disruptionsAllowed"))
                .age();
    }

    static void quota(Part object, Row row) {
        var requests = new ArrayList<String>();
        var limits = new ArrayList<String>();
        Part used = object.at("status", "used");
        object.at("status").map("hard").forEach((resource, hard) -> {
            String text = resource + ": " + used.textOr(resource, "0") + '/' + hard;
            (resource.startsWith("limits") ? limits : requests).add(text);
        });
        row.name()
                .text(String.join(", ", requests))
                .text(String.join(", ", limits))
                .age();
    }

    static void binding(Part object, Row row) {
        Part role = object.at("roleRef");
        row.name()
                .text(role.text("kind") + '/' + role.text("name"))
                .age()
                .text(subjects(object, "User"))
                .text(subjects(object, "Group"))
                .text(subjects(object, "ServiceAccount"));
    }

    private static String subjects(Part object, String kind) {
        return object.parts("subjects").stream()
                .filter(each -> each.text("kind").equals(kind))
                .map(each -> (each.has("namespace") ? each.text("namespace") + '/' : "") + each.text("name"))
                .collect(Collectors.joining(", "));
    }

    static void lease(Part object, Row row) {
        row.name().text(object.at("spec").text("holderIdentity")).age();
    }

    static void priorityClass(Part object, Row row) {
        row.name()
                .number(object.number("value"))
                .flag(object.flag("globalDefault"))
                .age()
                .text(object.textOr("preemptionPolicy", "PreemptLowerPriority"));
    }

    static void runtimeClass(Part object, Row row) {
        row.name().text(object.text("handler")).age();
    }

    static void apiService(Part object, Row row) {
        Part service = object.at("spec", "service");
        Part available = object.condition("Available");
        String status = available.textOr("status", "Unknown");
        row.name()
                .text(
                        object.at("spec").has("service")
                                ? service.text("namespace") + '/' + service.text("name")
                                : "Local")
                .text(status.equals("True") ? status : status + " (" + available.text("reason") + ')')
                .age();
    }

    static void signingRequest(Part object, Row row) {
        Part spec = object.at("spec");
        Part status = object.at("status");
        List<String> types = status.parts("conditions").stream()
                .map(each -> each.text("type"))
                .toList();
        // A refusal or a failure outweighs an approval.
        var said = new ArrayList<String>();
        List.of("Approved", "Denied", "Failed").stream().filter(types::contains).forEach(said::add);
        if (said.isEmpty()) {
            said.add("Pending");
        }
        if (!status.text("certificate").isEmpty()) {
            said.add("Issued");
        }
        row.name()
                .age()
                .text(spec.textOr("signerName", Wording.NONE))
                .text(spec.text("username"))
                .text(
                        spec.has("expirationSeconds")
                                ? Ages.of(Duration.ofSeconds(spec.number("expirationSeconds")))
                                : Wording.NONE)
                .text(String.join(",", said));
    }

    static void webhooks(Part object, Row row) {
        row.name().number(object.size("webhooks")).age();
    }

    static void validatingPolicy(Part object, Row row) {
        admissionPolicy(object, "validations", row);
    }

    static void mutatingPolicy(Part object, Row row) {
        admissionPolicy(object, "mutations", row);
    }

    private static void admissionPolicy(Part object, String what, Row row) {
        Part kind = object.at("spec", "paramKind");
        row.name()
                .number(object.at("spec").size(what))
                .text(
                        object.at("spec").has("paramKind")
                                ? kind.text("apiVersion") + '/' + kind.text("kind")
                                : Wording.UNSET)
                .age();
    }

    static void policyBinding(Part object, Row row) {
        Part spec = object.at("spec");
        Part reference = spec.at("paramRef");
        String named = reference.has("namespace")
                ? reference.text("namespace") + '/' + reference.text("name")
                : "*/" + reference.text("name");
        row.name()
                .text(spec.text("policyName"))
                .text(
                        !spec.has("paramRef")
                                ? Wording.UNSET
                                : reference.has("name") ? named : structure(reference.at("selector")))
                .age();
    }

    /** A selector as the Go program's own data, which is what Kubernetes shows here. */
    private static String structure(Part selector) {
        var text = new StringBuilder("&LabelSelector{MatchLabels:map[string]string{");
        selector.map("matchLabels").forEach((key, value) -> text.append(key + ": " + value + ','));
        text.append("},MatchExpressions:[]LabelSelectorRequirement{");
        for (Part each : selector.parts("matchExpressions")) {
            text.append("LabelSelectorRequirement{Key:" + each.text("key") + ",Operator:" + each.text("operator")
                    + ",Values:[" + String.join(" ", each.texts("values")) + "],},");
        }
        return text.append("},}").toString();
    }

    static void flowSchema(Part object, Row row) {
        Part spec = object.at("spec");
        row.name()
                .text(spec.at("priorityLevelConfiguration").text("name"))
                .number(spec.number("matchingPrecedence"))
                .text(spec.at("distinguisherMethod").textOr("type", Wording.NONE))
                .age()
                .text(object.condition("Dangling").textOr("status", "?"));
    }

    static void priorityLevel(Part object, Row row) {
        Part limited = object.at("spec", "limited");
        Part queuing = limited.at("limitResponse", "queuing");
        row.name().text(object.at("spec").text("type"));
        numberOrNone(row, limited, "nominalConcurrencyShares");
        numberOrNone(row, queuing, "queues");
        numberOrNone(row, queuing, "handSize");
        numberOrNone(row, queuing, "queueLengthLimit");
        row.age();
    }

    private static void numberOrNone(Row row, Part part, String field) {
        if (part.has(field)) {
            row.number(part.number(field));
        } else {
            row.text(Wording.NONE);
        }
    }
}
