package dev.wainwright.api.codec;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** The document of {@code object}: apiVersion, kind, metadata, spec, status, then the other fields by name. */
    public static Tree.Mapping write(KubeObject object) {
        Map<String, Tree> fields = RecordWriter.object(RecordPlan.of(object.getClass()), object, object.rest())
                .fields();
        var ordered = new LinkedHashMap<String, Tree>();
        if (object instanceof TreeObject named) {
            ordered.put(API_VERSION, Tree.text(named.apiVersion()));
            ordered.put(KIND, Tree.text(named.kind()));
        } else {
            Kind kind = Kinds.of(object.getClass());
            ordered.put(API_VERSION, fields.getOrDefault(API_VERSION, Tree.text(kind.apiVersion())));
            ordered.put(KIND, Tree.text(kind.kind()));
        }
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
