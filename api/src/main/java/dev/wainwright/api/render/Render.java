package dev.wainwright.api.render;

import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.api.tree.Yaml;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Objects to text. */
public final class Render {
    private Render() {}

    public static String yaml(KubeObject object) {
        return Yaml.print(Codec.write(object));
    }

    /** Several documents, separated by {@code ---}. */
    public static String yaml(Collection<? extends KubeObject> objects) {
        return objects.stream().map(Render::yaml).collect(Collectors.joining("---\n"));
    }

    /** Indented, ending in a line break. */
    public static String json(KubeObject object) {
        return Json.pretty(Codec.write(object)) + "\n";
    }

    /** A {@code List}, as kubectl prints several objects. */
    public static String json(Collection<? extends KubeObject> objects) {
        List<Tree> items =
                objects.stream().map(object -> (Tree) Codec.write(object)).toList();
        var list = new LinkedHashMap<String, Tree>();
        list.put("apiVersion", Tree.text("v1"));
        list.put("items", new Tree.Sequence(items, 0));
        list.put("kind", Tree.text("List"));
        return Json.pretty(new Tree.Mapping(list, 0)) + "\n";
    }
}
