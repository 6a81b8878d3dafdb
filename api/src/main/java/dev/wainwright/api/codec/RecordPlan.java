package dev.wainwright.api.codec;

import dev.wainwright.api.meta.At;
import dev.wainwright.api.meta.KeepEmpty;
import dev.wainwright.api.meta.OmitZero;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How one record class is bound to documents; made once per class by reflection over its components.
 *
 * @param fields the bound fields of the record's own mapping
 * @param defaults what components are when the document says nothing
 * @param restIndex the component that takes what is not bound, or -1
 */
record RecordPlan(
        Class<?> type,
        RecordAccess access,
        Bindings fields,
        @Nullable Object[] defaults,
        int restIndex) {
    private static final String REST = "rest";
    private static final int NONE = -1;

    private static final ClassValue<RecordPlan> PLANS = new ClassValue<>() {
        @Override
        protected RecordPlan computeValue(Class<?> type) {
            return make(type, "");
        }
    };

    /**
     * One field of a mapping.
     *
     * @param index the component it is bound to, or -1 when only fields below it are bound
     * @param shape the form of that component
     * @param below fields under this one that are bound to components of the same record as this one ({@link At})
     */
    record Binding(int index, Shape shape, boolean nullable, boolean omitZero, boolean keepEmpty, Bindings below) {
        boolean isBound() {
            return index != NONE;
        }
    }

    /** A binding while the fields under it are still being found. */
    private static final class Draft {
        private int index = NONE;
        private Shape shape = new Shape.Raw();
        private boolean nullable;
        private boolean omitZero;
        private boolean keepEmpty;
        private final SortedMap<String, Draft> below = new TreeMap<>();

        Binding finished() {
            return new Binding(index, shape, nullable, omitZero, keepEmpty, finished(below));
        }

        static Bindings finished(SortedMap<String, Draft> drafts) {
            var fields = new TreeMap<String, Binding>();
            drafts.forEach((name, draft) -> fields.put(name, draft.finished()));
            return new Bindings(fields);
        }
    }

    static RecordPlan of(Class<?> type) {
        return PLANS.get(type);
    }

    Object construct(@Nullable Object[] components) {
        return access.construct(components);
    }

    @Nullable
    Object component(Object object, int index) {
        return access.component(object, index);
    }

    /** The record that an empty mapping stands for. */
    Object empty() {
        return construct(defaults.clone());
    }

    /** @param kept a text that is written even when it is empty; empty for none but those that say so themselves */
    private static RecordPlan make(Class<?> type, String kept) {
        RecordComponent[] components = type.getRecordComponents();
        var fields = new TreeMap<String, Draft>();
        var defaults = new @Nullable Object[components.length];
        int restIndex = NONE;
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (component.getName().equals(REST)) {
                restIndex = i;
                continue;
            }
            KeepEmpty keep = component.getAnnotation(KeepEmpty.class);
            Shape shape = keeping(keep, Shape.of(component.getGenericType()));
            At at = component.getAnnotation(At.class);
            List<String> path = List.of((at == null ? component.getName() : at.value()).split("\\."));
            Draft draft = draft(fields, path);
            draft.index = i;
            draft.shape = shape;
            draft.nullable = nullable;
            draft.omitZero = component.isAnnotationPresent(OmitZero.class);
            draft.keepEmpty = component.getName().equals(kept) || (keep != null && shape == Shape.Leaf.TEXT);
            defaults[i] = nullable ? null : absent(shape);
        }
        return new RecordPlan(type, RecordAccess.of(type), Draft.finished(fields), defaults, restIndex);
    }

    private static Shape keeping(@Nullable KeepEmpty keep, Shape shape) {
        return keep != null && shape instanceof Shape.ListOf list && list.item() instanceof Shape.Nested nested
                ? new Shape.ListOf(new Shape.Nested(make(nested.plan().type(), keep.value())))
                : shape;
    }

    private static Draft draft(SortedMap<String, Draft> fields, List<String> path) {
        SortedMap<String, Draft> level = fields;
        for (String name : path.subList(0, path.size() - 1)) {
            level = level.computeIfAbsent(name, step -> new Draft()).below;
        }
        return level.computeIfAbsent(path.getLast(), step -> new Draft());
    }

    private static Object absent(Shape shape) {
        return switch (shape) {
            case Shape.Leaf.TEXT -> "";
            case Shape.Leaf.INT -> 0;
            case Shape.Leaf.LONG -> 0L;
            case Shape.Leaf.BOOL -> false;
            case Shape.ListOf list -> List.of();
            case Shape.MapOf map -> Map.of();
            case Shape.Nested nested -> nested.plan().empty();
            case Shape.OneOf choice -> choice.constants()[0];
            case Shape.Raw raw -> dev.wainwright.api.tree.Tree.Mapping.EMPTY;
            case Shape.Leaf leaf ->
                throw new IllegalArgumentException("a component of form " + leaf + " must be @Nullable");
        };
    }
}
