package dev.wainwright.api.codec;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.JsonLine;
import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Documents to records and back.
 *
 * <p>A record component is bound to the field of its name, or to the place that {@link dev.wainwright.api.meta.At} says.
 * Absent fields are null where the component allows it, else empty, 0, the first constant, or the record of an empty
 * mapping. What no component binds goes to the object's {@code rest}, laid out as in the document. An object that was
 * read and is written again has the fields it had, sorted, with quantities in canonical form and without empty bound
 * collections.
 */
public final class Codec {
    private static final String API_VERSION = "apiVersion";
    private static final String KIND = "kind";

    /** Most objects are smaller. */
    private static final int USUAL_BYTES = 3072;

    private static final List<String> FIRST = List.of("metadata", "spec", "status");

    private Codec() {}

    /** The record of {@code document}, sharing with everything else that went through {@code interner}. */
    public static KubeObject read(Kind kind, Tree.Mapping document, Interner interner) {
        RecordPlan plan = RecordPlan.of(kind.type());
        if (kind.type() == TreeObject.class) {
            return kind.type().cast(new RecordReader(interner).object(plan, document));
        }
        Tree.Mapping unnamed = document.without(KIND);
        if (document.text(API_VERSION, "").equals(Kinds.of(kind.type()).apiVersion())) {
            unnamed = unnamed.without(API_VERSION);
        }
        return kind.type().cast(new RecordReader(interner).object(plan, unnamed));
    }

    /** What {@link #write} would make, as JSON in one line. */
    public static byte[] json(KubeObject object) {
        var out = new JsonLine(USUAL_BYTES);
        print(object, true, out);
        return out.toBytes();
    }

    /** The same into {@code out}; Kubernetes' own lists do not say of each item again what it is. */
    public static void print(KubeObject object, boolean named, JsonLine out) {
        RecordPlan plan = RecordPlan.of(object.getClass());
        var printer = new RecordPrinter(out);
        out.beginMapping();
        if (named) {
            out.name(API_VERSION);
            out.tree(apiVersion(object));
            out.name(KIND);
            out.text(kind(object));
        }
        for (String name : FIRST) {
            printer.field(plan, object, name, object.rest());
        }
        for (String name : others(plan, object.rest())) {
            printer.field(plan, object, name, object.rest());
        }
        out.endMapping();
    }

    /** What comes after the fields that every object has; most have nothing else. */
    private static SortedSet<String> others(RecordPlan plan, Tree.Mapping rest) {
        SortedSet<String> others = new TreeSet<>();
        for (int i = 0; i < plan.fields().size(); i++) {
            addOther(plan.fields().name(i), others);
        }
        rest.fields().forEach((name, value) -> addOther(name, others));
        return others;
    }

    private static void addOther(String name, SortedSet<String> others) {
        if (!FIRST.contains(name) && !name.equals(API_VERSION) && !name.equals(KIND)) {
            others.add(name);
        }
    }

    private static Tree apiVersion(KubeObject object) {
        Tree own = object.rest().get(API_VERSION);
        return object instanceof TreeObject tree
                ? Tree.text(tree.apiVersion())
                : own != null ? own : Tree.text(Kinds.of(object.getClass()).apiVersion());
    }

    private static String kind(KubeObject object) {
        return object instanceof TreeObject tree
                ? tree.kind()
                : Kinds.of(object.getClass()).kind();
    }

    /** The document of {@code object}: apiVersion, kind, metadata, spec, status, then the other fields by name. */
    public static Tree.Mapping write(KubeObject object) {
        Map<String, Tree> fields = RecordWriter.object(RecordPlan.of(object.getClass()), object, object.rest())
                .fields();
        var ordered = new LinkedHashMap<String, Tree>();
        ordered.put(API_VERSION, apiVersion(object));
        ordered.put(KIND, Tree.text(kind(object)));
        for (String name : FIRST) {
            Tree value = fields.get(name);
            if (value != null) {
                ordered.put(name, value);
            }
        }
        fields.forEach(ordered::putIfAbsent);
        return new Tree.Mapping(ordered, 0);
    }
}
