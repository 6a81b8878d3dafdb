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

/**
 * Lists and their pages. A list's later pages show the objects as they were at its first: what has changed since is undone
 * from the history, so no old versions need to be kept for those who may or may not come back.
 */
final class Lists {
    private static final char TOKEN_SEPARATOR = ':';

    private Lists() {}

    static Result<Page> list(ListRequest request, Table table, History history, long now) {
        if (request.continueToken().isEmpty()) {
            return Result.ok(page(request, inNamespace(request.namespace(), table.objects), now));
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
        var then = revision == now ? table.objects : history.at(revision, table, table.objects);
        return Result.ok(page(request, inNamespace(request.namespace(), then).tailMap(last, false), revision));
    }

    private static boolean isIn(String wanted, String namespace) {
        return wanted.isEmpty() || wanted.equals(namespace);
    }

    private static Page page(ListRequest request, NavigableMap<ObjectKey, KubeObject> objects, long revision) {
        var items = new ArrayList<KubeObject>();
        Iterator<KubeObject> rest = objects.values().iterator();
        while (rest.hasNext()) {
            KubeObject object = rest.next();
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

    private static NavigableMap<ObjectKey, KubeObject> inNamespace(
            String namespace, NavigableMap<ObjectKey, KubeObject> objects) {
        return namespace.isEmpty()
                ? objects
                : objects.tailMap(new ObjectKey(namespace, ""), true)
                        .headMap(new ObjectKey(namespace + '\0', ""), false);
    }

    private static long count(Iterator<KubeObject> rest) {
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
