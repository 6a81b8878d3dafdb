package dev.wainwright.apiserver.rest;

import dev.wainwright.api.Kind;
import dev.wainwright.apiserver.version.Versions;
import dev.wainwright.model.requirement.LabelSelector;
import dev.wainwright.model.requirement.LabelSelector.Expression;
import dev.wainwright.model.requirement.Operator;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Selector;
import dev.wainwright.runtime.store.Selector.FieldTerm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The parameters labelSelector and fieldSelector. */
final class Selectors {
    private static final Pattern SET =
            Pattern.compile("\\s*([^\\s!=,()]+)\\s+(in|notin)\\s*\\(([^()]*)\\)\\s*", Pattern.DOTALL);
    private static final Pattern EQUALITY = Pattern.compile("\\s*([^\\s!=,()]+)\\s*(=|==|!=)\\s*([^\\s!=,()]*)\\s*");
    private static final Pattern EXISTENCE = Pattern.compile("\\s*(!?)\\s*([^\\s!=,()]+)\\s*");
    private static final Pattern FIELD = Pattern.compile("\\s*([^!=,]+?)\\s*(=|==|!=)\\s*([^!=,]*)\\s*");

    /** What objects of any kind can be selected by. */
    private static final Set<String> COMMON = Set.of("metadata.name", "metadata.namespace");

    private static final Map<String, Set<String>> OF_KINDS = Map.of(
            "Pod",
            Set.of(
                    "spec.nodeName",
                    "spec.restartPolicy",
                    "spec.schedulerName",
                    "spec.serviceAccountName",
                    "spec.hostNetwork",
                    "status.phase",
                    "status.podIP",
                    "status.podIPs",
                    "status.nominatedNodeName"),
            "Event",
            Set.of(
                    "involvedObject.kind",
                    "involvedObject.namespace",
                    "involvedObject.name",
                    "involvedObject.uid",
                    "involvedObject.apiVersion",
                    "involvedObject.resourceVersion",
                    "involvedObject.fieldPath",
                    "reason",
                    "reportingComponent",
                    "source",
                    "type"),
            "Node",
            Set.of("spec.unschedulable"),
            "Namespace",
            Set.of("status.phase"),
            "Secret",
            Set.of("type"),
            "Job",
            Set.of("status.successful"),
            "ReplicaSet",
            Set.of("status.replicas"),
            "ReplicationController",
            Set.of("status.replicas"),
            "CertificateSigningRequest",
            Set.of("spec.signerName"));

    private static final String NEW_EVENTS = "events.k8s.io";
    private static final Set<String> OF_NEW_EVENTS = Set.of(
            "metadata.name",
            "metadata.namespace",
            "regarding.kind",
            "regarding.namespace",
            "regarding.name",
            "regarding.uid",
            "regarding.apiVersion",
            "regarding.resourceVersion",
            "regarding.fieldPath",
            "reason",
            "reportingController",
            "type");

    private Selectors() {}

    static Result<Selector> of(Kind kind, Query query) {
        String labels = query.text("labelSelector");
        String fields = query.text("fieldSelector");
        if (labels.isBlank() && fields.isBlank()) {
            return Result.ok(Selector.EVERYTHING);
        }
        return labels(labels)
                .then(byLabels -> fields(kind, fields).then(byFields -> Result.ok(new Selector(byLabels, byFields))));
    }

    private static Result<LabelSelector> labels(String text) {
        var expressions = new ArrayList<Expression>();
        for (String term : terms(text)) {
            Matcher set = SET.matcher(term);
            Matcher equality = EQUALITY.matcher(term);
            Matcher existence = EXISTENCE.matcher(term);
            if (set.matches()) {
                List<String> values = Arrays.stream(set.group(3).split(",", -1))
                        .map(String::trim)
                        .toList();
                expressions.add(new Expression(
                        set.group(1), set.group(2).equals("in") ? Operator.IN : Operator.NOT_IN, values));
            } else if (equality.matches()) {
                boolean not = equality.group(2).equals("!=");
                expressions.add(new Expression(
                        equality.group(1), not ? Operator.NOT_IN : Operator.IN, List.of(equality.group(3))));
            } else if (existence.matches()) {
                boolean not = existence.group(1).equals("!");
                expressions.add(
                        new Expression(existence.group(2), not ? Operator.DOES_NOT_EXIST : Operator.EXISTS, List.of()));
            } else {
                return Result.refused(
                        new Refusal.BadRequest("unable to parse requirement: '" + term.trim() + "' is no selector such"
                                + " as key=value, key!=value, key in (a, b), key notin (a, b), key or !key"));
            }
        }
        return Result.ok(expressions.isEmpty() ? LabelSelector.EVERYTHING : new LabelSelector(Map.of(), expressions));
    }

    /** At the commas outside of parentheses. */
    private static List<String> terms(String text) {
        var terms = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ',';
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && (depth == 0 || i == text.length())) {
                if (!text.substring(start, i).isBlank()) {
                    terms.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return terms;
    }

    private static Set<String> known(Kind kind) {
        var known = new TreeSet<>(COMMON);
        known.addAll(OF_KINDS.getOrDefault(kind.kind(), Set.of()));
        return known;
    }

    private static Result<List<FieldTerm>> fields(Kind kind, String text) {
        var found = new ArrayList<FieldTerm>();
        for (String term : terms(text)) {
            Matcher matcher = FIELD.matcher(term);
            if (!matcher.matches()) {
                return Result.refused(new Refusal.BadRequest(
                        "invalid selector: '" + text + "'; can't understand '" + term.trim() + "'"));
            }
            String path = matcher.group(1);
            if (kind.group().equals(NEW_EVENTS)
                    ? !OF_NEW_EVENTS.contains(path)
                    : !known(kind).contains(path)) {
                return unknown(kind, path);
            }
            found.add(new FieldTerm(
                    Versions.keptPath(kind, path),
                    matcher.group(3),
                    matcher.group(2).equals("!=")));
        }
        return Result.ok(found);
    }

    private static Result<List<FieldTerm>> unknown(Kind kind, String path) {
        if (kind.group().equals(NEW_EVENTS)) {
            return Result.refused(new Refusal.BadRequest("field label not supported: " + path));
        }
        return Result.refused(new Refusal.BadRequest("\"" + path + "\" is not a known field selector: only "
                + known(kind).stream().map(each -> '"' + each + '"').collect(Collectors.joining(", "))));
    }
}
