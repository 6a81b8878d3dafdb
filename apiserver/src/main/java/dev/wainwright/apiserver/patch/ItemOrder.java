package dev.wainwright.apiserver.patch;

import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order of a merged list: items that the patch names stand as the patch wants them, the others as they stood, and a
 * newcomer as early as that permits.
 */
final class ItemOrder {
    private ItemOrder() {}

    /** {@code key} is empty for lists of scalars. */
    static List<Tree> of(List<Tree> merged, List<Tree> wanted, List<Tree> before, String key) {
        var named = new ArrayList<Tree>();
        var others = new ArrayList<Tree>();
        for (Tree item : merged) {
            (index(wanted, item, key) >= 0 ? named : others).add(item);
        }
        named.sort(Comparator.comparingInt(item -> index(wanted, item, key)));
        others.sort(Comparator.comparingInt(item -> index(before, item, key)));
        var result = new ArrayList<Tree>(merged.size());
        int i = 0;
        for (Tree item : named) {
            int place = index(before, item, key);
            while (place >= 0 && i < others.size() && index(before, others.get(i), key) < place) {
                result.add(others.get(i++));
            }
            result.add(item);
        }
        result.addAll(others.subList(i, others.size()));
        return result;
    }

    static boolean isSame(Tree a, Tree b, String key) {
        if (!key.isEmpty() && a instanceof Tree.Mapping x && b instanceof Tree.Mapping y) {
            Tree value = x.get(key);
            return value != null && value.equals(y.get(key));
        }
        return a.equals(b);
    }

    private static int index(List<Tree> list, Tree item, String key) {
        for (int i = 0; i < list.size(); i++) {
            if (isSame(list.get(i), item, key)) {
                return i;
            }
        }
        return -1;
    }
}
