package dev.wainwright.apiserver.policy;

import com.google.protobuf.NullValue;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.access.User;
import dev.wainwright.apiserver.cel.Authorization;
import dev.wainwright.apiserver.cel.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What expressions can speak of when one policy is asked about one request. */
final class Activation {
    private Activation() {}

    /** For the conditions, which know neither the namespace nor the policy's variables. */
    static Map<String, Object> ofConditions(Request request, Resource as, Object params) {
        var known = new HashMap<String, Object>();
        Subject subject = request.subject(as);
        User user = request.user();
        known.put("object", subject.object());
        known.put("oldObject", subject.oldObject());
        known.put("params", params);
        known.put("request", described(request, as, user));
        known.put("namespaceObject", NullValue.NULL_VALUE);
        known.put("authorizer", new Authorization.Asker(user));
        known.put(
                "authorizer.requestResource",
                new Authorization.OfResource(
                        user,
                        request.resource().group(),
                        request.resource().plural(),
                        request.subresource(),
                        request.namespace(),
                        request.name()));
        return known;
    }

    static Map<String, Object> of(Request request, Resource as, Object params, Map<String, Expression> variables) {
        Map<String, Object> known = ofConditions(request, as, params);
        request.home().ifPresent(namespace -> known.put("namespaceObject", namespace(Codec.write(namespace))));
        known.put("variables", new Variables(variables, known));
        return known;
    }

    /** A namespace without the fields that expressions are not shown. */
    private static Object namespace(Tree.Mapping namespace) {
        Tree.Mapping metadata =
                namespace.mapping("metadata").without("managedFields").without("ownerReferences");
        return Values.plain(namespace.with("metadata", metadata));
    }

    private static Map<String, Object> described(Request request, Resource as, User user) {
        var known = new HashMap<String, Object>();
        known.put("kind", kind(as));
        known.put("resource", resource(as));
        known.put("requestKind", kind(request.resource()));
        known.put("requestResource", resource(request.resource()));
        if (!request.subresource().isEmpty()) {
            known.put("subResource", request.subresource());
            known.put("requestSubResource", request.subresource());
        }
        if (!request.name().isEmpty()) {
            known.put("name", request.name());
        }
        if (!request.namespace().isEmpty()) {
            known.put("namespace", request.namespace());
        }
        known.put("operation", request.operation().name());
        known.put("userInfo", Map.of("username", user.name(), "groups", List.copyOf(user.groups())));
        known.put("dryRun", request.isRehearsed());
        String options = request.operation().name().charAt(0)
                + request.operation().name().substring(1).toLowerCase(Locale.ROOT) + "Options";
        known.put("options", Map.of("kind", options, "apiVersion", "meta.k8s.io/v1"));
        return known;
    }

    private static Map<String, Object> kind(Resource resource) {
        return Map.of(
                "group", resource.documentGroup(),
                "version", resource.documentVersion(),
                "kind", resource.document());
    }

    private static Map<String, Object> resource(Resource resource) {
        return Map.of("group", resource.group(), "version", resource.version(), "resource", resource.plural());
    }
}
