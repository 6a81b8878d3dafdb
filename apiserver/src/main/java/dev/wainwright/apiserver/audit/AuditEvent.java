package dev.wainwright.apiserver.audit;

import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.access.Access;
import dev.wainwright.apiserver.access.Attempt;
import dev.wainwright.apiserver.access.User;
import dev.wainwright.apiserver.http.Exchange;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/** One request as an Event of {@code audit.k8s.io/v1}: level Metadata, stage ResponseComplete. */
final class AuditEvent {
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final int UNAUTHORIZED = 401;

    private AuditEvent() {}

    static Tree.Mapping of(Exchange exchange, UUID id) {
        var fields = new Fields()
                .put("kind", "Event")
                .put("apiVersion", "audit.k8s.io/v1")
                .put("level", "Metadata")
                .put("auditID", id.toString())
                .put("stage", "ResponseComplete")
                .put("requestURI", exchange.uri())
                .put("verb", exchange.info().attempt().verb())
                .put("user", user(exchange.code() == UNAUTHORIZED ? new User("", List.of()) : exchange.user()));
        exchange.impersonated().ifPresent(other -> fields.put("impersonatedUser", user(other)));
        fields.putTexts("sourceIPs", List.of(exchange.source()));
        fields.putIfAny("userAgent", exchange.userAgent());
        if (exchange.info().attempt().isResource()) {
            fields.put(
                    "objectRef",
                    object(exchange.info().attempt(), exchange.info().version()));
        }
        fields.put("responseStatus", status(exchange.code()))
                .put("requestReceivedTimestamp", time(exchange.received()))
                .put("stageTimestamp", time(exchange.received().plus(exchange.took())));
        if (exchange.code() != UNAUTHORIZED) {
            fields.put("annotations", decision(exchange));
        }
        return fields.build();
    }

    private static Tree.Mapping user(User user) {
        var fields = new Fields().putIfAny("username", user.name());
        fields.putTextsIfAny("groups", user.groups());
        return fields.build();
    }

    private static Tree.Mapping object(Attempt attempt, String version) {
        return new Fields()
                .putIfAny("resource", attempt.resource())
                .putIfAny("namespace", attempt.namespace())
                .putIfAny("name", attempt.name())
                .putIfAny("apiGroup", attempt.group())
                .putIfAny("apiVersion", version)
                .putIfAny("subresource", attempt.subresource())
                .build();
    }

    private static Tree.Mapping status(int code) {
        var fields = new Fields().put("metadata", Tree.Mapping.EMPTY);
        if (code >= 400) {
            fields.put("status", "Failure");
        }
        return fields.put("code", code).build();
    }

    private static Tree.Mapping decision(Exchange exchange) {
        User asker = exchange.impersonated().orElse(exchange.user());
        boolean allowed = Access.isAllowed(asker, exchange.info().attempt());
        var fields = new Fields()
                .put("authorization.k8s.io/decision", allowed ? "allow" : "forbid")
                .put("authorization.k8s.io/reason", "");
        new TreeMap<>(exchange.annotations()).forEach(fields::put);
        return fields.build();
    }

    private static String time(Instant at) {
        return MICROSECONDS.format(at);
    }
}
