package dev.wainwright.cluster.quota;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The quotas of one namespace, what counts for them and how much of them is used. */
final class Book {
    private final TreeMap<String, Account> accounts = new TreeMap<>();
    private final Map<Id, KubeObject> objects = new HashMap<>();

    private record Id(String resource, String name) {}

    private record Account(Quota quota, Map<String, Long> used) {}

    boolean isEmpty() {
        return accounts.isEmpty();
    }

    /** Whether the quota is in the book as it is. */
    boolean has(Quota quota) {
        Account known = accounts.get(quota.name());
        return known != null && known.quota().equals(quota);
    }

    /** Puts a quota in place of what had its name; all sums begin anew, for it may be about other objects. */
    void put(Quota quota) {
        accounts.put(quota.name(), new Account(quota, new HashMap<>()));
        accounts.replaceAll((name, account) -> new Account(account.quota(), new HashMap<>()));
        objects.clear();
    }

    void remove(String quota) {
        accounts.remove(quota);
    }

    boolean isAbout(String resource) {
        return accounts.values().stream().anyMatch(account -> account.quota().isAbout(resource));
    }

    Map<String, Long> used(String quota) {
        Account account = accounts.get(quota);
        return account == null ? Map.of() : Map.copyOf(account.used());
    }

    /** An object has come, has become another, or has gone. */
    void changed(String resource, String name, @Nullable KubeObject after, Usages usages) {
        var id = new Id(resource, name);
        KubeObject before = after == null ? objects.remove(id) : objects.put(id, after);
        if (before != null) {
            add(resource, before, -1, usages);
        }
        if (after != null) {
            add(resource, after, 1, usages);
        }
    }

    private void add(String resource, KubeObject object, int sign, Usages usages) {
        Map<String, Long> usage = usages.of(resource, object);
        for (Account account : accounts.values()) {
            if (account.quota().isAbout(resource) && account.quota().matches(object)) {
                usage.forEach((name, amount) -> account.used().merge(name, sign * amount, Long::sum));
            }
        }
    }

    /** Why the object may not be as it is to be, in the API server's words; empty when it may. */
    String objection(String resource, @Nullable KubeObject before, KubeObject after, Usages usages) {
        Map<String, Long> more = new TreeMap<>(usages.of(resource, after));
        if (before != null) {
            usages.of(resource, before).forEach((name, amount) -> more.merge(name, -amount, Long::sum));
        }
        for (Account account : accounts.values()) {
            Quota quota = account.quota();
            if (!quota.isAbout(resource) || !quota.matches(after)) {
                continue;
            }
            String silence = before == null && after instanceof Pod pod ? quota.silence(pod) : "";
            String objection = silence.isEmpty() ? quota.objection(more, account.used()) : silence;
            if (!objection.isEmpty()) {
                return objection;
            }
        }
        return "";
    }
}
