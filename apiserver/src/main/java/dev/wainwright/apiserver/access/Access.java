package dev.wainwright.apiserver.access;

import dev.wainwright.runtime.store.Refusal;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what. There are two roles, not RBAC: administrators may do everything, viewers may look at everything but
 * secrets. Roles and their bindings are stored like any other objects and give nobody any rights.
 */
public final class Access {
    private static final Set<String> LOOKING = Set.of("get", "list", "watch");
    private static final Set<String> OPEN = Set.of("/healthz", "/livez", "/readyz", "/version");
    private static final Set<String> ABOUT_ONESELF =
            Set.of("selfsubjectaccessreviews", "selfsubjectreviews", "selfsubjectrulesreviews");

    private Access() {}

    public static boolean isAllowed(User user, Attempt attempt) {
        if (user.isAdmin()) {
            return true;
        }
        if (!attempt.isResource()) {
            return LOOKING.contains(attempt.verb())
                    && (user.isAuthenticated() || OPEN.stream().anyMatch(attempt.path()::startsWith));
        }
        if (!user.isAuthenticated()) {
            return false;
        }
        return ABOUT_ONESELF.contains(attempt.resource())
                || (LOOKING.contains(attempt.verb()) && !attempt.resource().equals("secrets"));
    }

    /** Why not, in Kubernetes' words; nothing when it is allowed. */
    public static Optional<Refusal> refusal(User user, Attempt attempt) {
        return isAllowed(user, attempt) ? Optional.empty() : Optional.of(new Refusal.Forbidden(message(user, attempt)));
    }

    private static String message(User user, Attempt attempt) {
        String who = "User \"" + user.name() + "\" cannot ";
        if (!attempt.isResource()) {
            return "forbidden: " + who + attempt.verb() + " path \"" + attempt.path() + '"';
        }
        String named = attempt.resource() + (attempt.group().isEmpty() ? "" : '.' + attempt.group());
        String what = attempt.name().isEmpty() ? named : named + " \"" + attempt.name() + '"';
        String where = attempt.namespace().isEmpty()
                ? "at the cluster scope"
                : "in the namespace \"" + attempt.namespace() + '"';
        return what + " is forbidden: " + who + attempt.verb() + " resource \"" + attempt.fullResource()
                + "\" in API group \"" + attempt.group() + "\" " + where;
    }
}
