package dev.wainwright.cluster.store;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Page;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lists and their pages. A list's later pages show the objects as they were at its first: what has changed since is undone
 * from the history, so no old versions need to be kept for those who may or may not come back.
 */
final class Lists {
    private static final char TOKEN_SEPARATOR = ':';

    private Lists() {}

    static Result<Page> list(ListRequest request, Table table, History history, long now) {
        if (request.continueToken().isEmpty()) {
            return Result.ok(page(request, inNamespace(request.namespace(), table.keys()), table::get, now));
        }
        String token = request.continueToken();
        int separator = token.indexOf(TOKEN_SEPARATOR);
        int slash = token.indexOf('/', separator);
        long revision;
        try {
            revision = Long.parseLong(token.substring(0, Math.max(0, separator)));
        } catch (NumberFormatException e) {
            return Result.refused(new Refusal.BadRequest("continue key is not valid: " + token));
        }
        if (slash < 0 || revision > now || !isIn(request.namespace(), token.substring(separator + 1, slash))) {
            return Result.refused(new Refusal.BadRequest("continue key is not valid: " + token));
        }
        if (!history.reachesBackTo(revision)) {
            return Result.refused(new Refusal.Gone(
                    "The provided continue parameter is too old to display a consistent list result."));
        }
        var last = new ObjectKey(token.substring(separator + 1, slash), token.substring(slash + 1));
        if (revision == now) {
            return Result.ok(page(request, after(last, request, table.keys()), table::get, now));
        }
        NavigableMap<ObjectKey, KubeObject> then = history.at(revision, table);
        return Result.ok(page(request, after(last, request, then.navigableKeySet()), then::get, revision));
    }

    private static NavigableSet<ObjectKey> after(ObjectKey last, ListRequest request, NavigableSet<ObjectKey> keys) {
        return inNamespace(request.namespace(), keys).tailSet(last, false);
    }

    private static boolean isIn(String wanted, String namespace) {
        return wanted.isEmpty() || wanted.equals(namespace);
    }

    private static Page page(
            ListRequest request,
            NavigableSet<ObjectKey> keys,
            Function<ObjectKey, @Nullable KubeObject> objects,
            long revision) {
        var items = new ArrayList<KubeObject>();
        Iterator<ObjectKey> rest = keys.iterator();
        while (rest.hasNext()) {
            KubeObject object = Objects.requireNonNull(objects.apply(rest.next()));
            if (!Selection.matches(request.namespace(), request.selector(), object)) {
                continue;
            }
            if (request.limit() > 0 && items.size() == request.limit()) {
                long remaining = request.selector().isEverything() ? 1 + count(rest) : 0;
                return new Page(items, revision, token(revision, items.getLast()), remaining);
            }
            items.add(object);
        }
        return new Page(items, revision, "", 0);
    }

    private static NavigableSet<ObjectKey> inNamespace(String namespace, NavigableSet<ObjectKey> keys) {
        return namespace.isEmpty()
                ? keys
                : keys.tailSet(new ObjectKey(namespace, ""), true).headSet(new ObjectKey(namespace + '\0', ""), false);
    }

    private static long count(Iterator<?> rest) {
        long count = 0;
        while (rest.hasNext()) {
            rest.next();
            count++;
        }
        return count;
    }

    private static String token(long revision, KubeObject last) {
        ObjectKey key = ObjectKey.of(last);
        return revision + "" + TOKEN_SEPARATOR + key.namespace() + '/' + key.name();
    }
}
