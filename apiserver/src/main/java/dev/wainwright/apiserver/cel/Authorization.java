package dev.wainwright.apiserver.cel;

import static dev.wainwright.apiserver.cel.Library.TEXT;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.wainwright.apiserver.access.Access;
import dev.wainwright.apiserver.access.Attempt;
import dev.wainwright.apiserver.access.User;
import java.util.List;

/** {@code authorizer} in expressions, which asks who may do what. There are two roles here, so that selectors decide nothing. */
public final class Authorization {
    /** The type of {@code authorizer}. */
    public static final CelType AUTHORIZER = OpaqueType.create("kubernetes.authorization.Authorizer");

    /** The type of {@code authorizer.requestResource}. */
    public static final CelType RESOURCE_CHECK = OpaqueType.create("kubernetes.authorization.ResourceCheck");

    private static final Functions.Kind ASKER = new Functions.Kind(AUTHORIZER, Asker.class);
    private static final Functions.Kind RESOURCE = new Functions.Kind(RESOURCE_CHECK, OfResource.class);
    private static final Functions.Kind GROUP =
            new Functions.Kind(OpaqueType.create("kubernetes.authorization.GroupCheck"), OfGroup.class);
    private static final Functions.Kind PATH =
            new Functions.Kind(OpaqueType.create("kubernetes.authorization.PathCheck"), OfPath.class);
    private static final Functions.Kind DECISION =
            new Functions.Kind(OpaqueType.create("kubernetes.authorization.Decision"), Decision.class);

    private Authorization() {}

    /** Somebody whose rights are asked about. */
    public record Asker(User user) {}

    private record OfGroup(User user, String group) {}

    private record OfPath(User user, String path) {}

    private record Decision(boolean allowed) {}

    /** What somebody might do to a resource. */
    public record OfResource(
            User user, String group, String resource, String subresource, String namespace, String name) {
        private Decision check(String verb) {
            return new Decision(
                    Access.isAllowed(user, new Attempt(verb, group, resource, subresource, namespace, name, "")));
        }
    }

    static void addTo(Functions functions) {
        functions.member("path", PATH.type(), args -> new OfPath(asker(args), text(args)), ASKER, TEXT);
        functions.member("group", GROUP.type(), args -> new OfGroup(asker(args), text(args)), ASKER, TEXT);
        functions.member(
                "serviceAccount",
                AUTHORIZER,
                args -> new Asker(account(text(args), (String) args[2])),
                ASKER,
                TEXT,
                TEXT);
        functions.member(
                "resource",
                RESOURCE_CHECK,
                args -> new OfResource(((OfGroup) args[0]).user(), ((OfGroup) args[0]).group(), text(args), "", "", ""),
                GROUP,
                TEXT);
        narrowing(functions);
        functions.member(
                "check",
                DECISION.type(),
                args -> new Decision(Access.isAllowed(
                        ((OfPath) args[0]).user(), Attempt.ofPath(text(args), ((OfPath) args[0]).path()))),
                PATH,
                TEXT);
        functions.member("check", DECISION.type(), args -> resource(args).check(text(args)), RESOURCE, TEXT);
        functions.member("allowed", SimpleType.BOOL, args -> ((Decision) args[0]).allowed(), DECISION);
        functions.member("reason", SimpleType.STRING, args -> "", DECISION);
        functions.member("errored", SimpleType.BOOL, args -> false, DECISION);
        functions.member("error", SimpleType.STRING, args -> "", DECISION);
    }

    private static void narrowing(Functions functions) {
        functions.member(
                "subresource",
                RESOURCE_CHECK,
                args -> {
                    OfResource of = resource(args);
                    return new OfResource(of.user, of.group, of.resource, text(args), of.namespace, of.name);
                },
                RESOURCE,
                TEXT);
        functions.member(
                "namespace",
                RESOURCE_CHECK,
                args -> {
                    OfResource of = resource(args);
                    return new OfResource(of.user, of.group, of.resource, of.subresource, text(args), of.name);
                },
                RESOURCE,
                TEXT);
        functions.member(
                "name",
                RESOURCE_CHECK,
                args -> {
                    OfResource of = resource(args);
                    return new OfResource(of.user, of.group, of.resource, of.subresource, of.namespace, text(args));
                },
                RESOURCE,
                TEXT);
        functions.member("fieldSelector", RESOURCE_CHECK, Authorization::resource, RESOURCE, TEXT);
        functions.member("labelSelector", RESOURCE_CHECK, Authorization::resource, RESOURCE, TEXT);
    }

    private static User asker(Object[] args) {
        return ((Asker) args[0]).user();
    }

    private static OfResource resource(Object[] args) {
        return (OfResource) args[0];
    }

    private static String text(Object[] args) {
        return (String) args[1];
    }

    private static User account(String namespace, String name) {
        return new User(
                "system:serviceaccount:" + namespace + ':' + name,
                List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace, "system:authenticated"));
    }
}
