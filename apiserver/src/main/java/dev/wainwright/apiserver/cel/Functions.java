package dev.wainwright.apiserver.cel;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Functions for rules, declared and implemented together. */
final class Functions {
    private final Map<String, List<CelOverloadDecl>> overloads = new LinkedHashMap<>();
    private final List<CelFunctionBinding> bindings = new ArrayList<>();

    /** What a function does, given its arguments (the receiver first). */
    @Immutable
    interface Body {
        Object apply(Object[] arguments);
    }

    /** A type of CEL and the Java class of its values. */
    record Kind(CelType type, Class<?> java) {}

    /** {@code text.find(pattern)}. */
    void member(String name, CelType result, Body body, Kind... parameters) {
        add(name, true, result, body, parameters);
    }

    /** {@code isURL(text)}. */
    void global(String name, CelType result, Body body, Kind... parameters) {
        add(name, false, result, body, parameters);
    }

    private void add(String name, boolean member, CelType result, Body body, Kind... parameters) {
        List<CelOverloadDecl> known = overloads.computeIfAbsent(name, each -> new ArrayList<>());
        String id = "k8s_" + name.replace('.', '_') + "_" + known.size();
        List<CelType> types = new ArrayList<>();
        List<Class<?>> classes = new ArrayList<>();
        for (Kind parameter : parameters) {
            types.add(parameter.type());
            classes.add(parameter.java());
        }
        known.add(
                member
                        ? CelOverloadDecl.newMemberOverload(id, result, types)
                        : CelOverloadDecl.newGlobalOverload(id, result, types));
        bindings.add(CelFunctionBinding.from(id, classes, body::apply));
    }

    List<CelFunctionDecl> declarations() {
        return overloads.entrySet().stream()
                .map(each -> CelFunctionDecl.newFunctionDeclaration(each.getKey(), each.getValue()))
                .toList();
    }

    List<CelFunctionBinding> bindings() {
        return List.copyOf(bindings);
    }
}
