package dev.wainwright.apiserver.crd;

import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Which item of an earlier list is the same item; only keyed lists can tell. */
final class ListItems {
    private ListItems() {}

    static @Nullable Tree counterpart(@Nullable Tree before, Tree item, Node list) {
        if (!(before instanceof Tree.Sequence known) || !list.listType.equals("map")) {
            return null;
        }
        Tree key = key(item, list);
        return known.items().stream()
                .filter(each -> key(each, list).equals(key))
                .findFirst()
                .orElse(null);
    }

    static Tree key(Tree item, Node list) {
        if (!(item instanceof Tree.Mapping mapping)) {
            return item;
        }
        var key = new LinkedHashMap<String, Tree>();
        for (String name : list.mapKeys) {
            Tree value = mapping.get(name);
            if (value != null) {
                key.put(name, value);
            }
        }
        return new Tree.Mapping(key, 0);
    }
}
