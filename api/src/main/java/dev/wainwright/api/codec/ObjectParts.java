package dev.wainwright.api.codec;

import dev.wainwright.api.codec.RecordPlan.Binding;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The three parts of any object that a store treats apart: metadata, what is wanted, and what was observed (status).
 * Works on records of every kind, without going through documents.
 */
public final class ObjectParts {
    private static final String METADATA = "metadata";
    private static final String STATUS = "status";

    private ObjectParts() {}

    /** The same object with other metadata. */
    @SuppressWarnings("unchecked")
    public static <T extends KubeObject> T withMetadata(T object, ObjectMeta metadata) {
        RecordPlan plan = RecordPlan.of(object.getClass());
        var components = components(plan, object);
        components[index(plan, METADATA)] = metadata;
        return (T) plan.construct(components);
    }

    /** The same object with something else in what its record does not model. */
    @SuppressWarnings("unchecked")
    public static <T extends KubeObject> T withRest(T object, Tree.Mapping rest) {
        RecordPlan plan = RecordPlan.of(object.getClass());
        var components = components(plan, object);
        components[plan.restIndex()] = rest;
        return (T) plan.construct(components);
    }

    /** {@code object} with the status of {@code other}, which is of the same kind. */
    @SuppressWarnings("unchecked")
    public static <T extends KubeObject> T withStatusOf(T object, KubeObject other) {
        RecordPlan plan = RecordPlan.of(object.getClass());
        var components = components(plan, object);
        Binding status = plan.fields().get(STATUS);
        if (status != null) {
            copy(plan, status, other, components);
        }
        components[plan.restIndex()] = replaced(object.rest(), STATUS, other.rest());
        return (T) plan.construct(components);
    }

    /** {@code object} as if nobody had observed anything of it yet. */
    @SuppressWarnings("unchecked")
    public static <T extends KubeObject> T withoutStatus(T object) {
        RecordPlan plan = RecordPlan.of(object.getClass());
        var components = components(plan, object);
        Binding status = plan.fields().get(STATUS);
        if (status != null) {
            reset(plan, status, components);
        }
        components[plan.restIndex()] = object.rest().without(STATUS);
        return (T) plan.construct(components);
    }

    /** {@code object}, sharing with {@code known}, which is of the same kind, every part in which they are equal. */
    @SuppressWarnings("unchecked")
    public static <T extends KubeObject> T sharing(T object, KubeObject known) {
        RecordPlan plan = RecordPlan.of(object.getClass());
        var components = components(plan, object);
        for (int i = 0; i < components.length; i++) {
            Object other = plan.component(known, i);
            components[i] = Objects.equals(components[i], other) ? other : components[i];
        }
        return (T) plan.construct(components);
    }

    /** Whether two objects of a kind want the same, whatever their metadata and status say. */
    public static boolean wantTheSame(KubeObject one, KubeObject other) {
        RecordPlan plan = RecordPlan.of(one.getClass());
        for (int i = 0; i < plan.fields().size(); i++) {
            String name = plan.fields().name(i);
            boolean apart = name.equals(METADATA) || name.equals(STATUS);
            if (!apart && !same(plan, plan.fields().binding(i), one, other)) {
                return false;
            }
        }
        return wanted(one.rest()).equals(wanted(other.rest()));
    }

    private static Tree.Mapping wanted(Tree.Mapping rest) {
        return rest.without(METADATA).without(STATUS);
    }

    private static boolean same(RecordPlan plan, Binding binding, KubeObject one, KubeObject other) {
        if (binding.isBound()
                && !Objects.equals(plan.component(one, binding.index()), plan.component(other, binding.index()))) {
            return false;
        }
        return binding.below().all().stream().allMatch(below -> same(plan, below, one, other));
    }

    private static void copy(RecordPlan plan, Binding binding, KubeObject from, @Nullable Object[] to) {
        if (binding.isBound()) {
            to[binding.index()] = plan.component(from, binding.index());
        }
        binding.below().all().forEach(below -> copy(plan, below, from, to));
    }

    private static void reset(RecordPlan plan, Binding binding, @Nullable Object[] components) {
        if (binding.isBound()) {
            components[binding.index()] = plan.defaults()[binding.index()];
        }
        binding.below().all().forEach(below -> reset(plan, below, components));
    }

    private static Tree.Mapping replaced(Tree.Mapping rest, String name, Tree.Mapping source) {
        Tree value = source.get(name);
        return value == null ? rest.without(name) : value.equals(rest.get(name)) ? rest : rest.with(name, value);
    }

    private static int index(RecordPlan plan, String name) {
        return Objects.requireNonNull(plan.fields().get(name), name).index();
    }

    private static @Nullable Object[] components(RecordPlan plan, KubeObject object) {
        var components = plan.defaults().clone();
        for (int i = 0; i < components.length; i++) {
            components[i] = plan.component(object, i);
        }
        return components;
    }
}
