package dev.wainwright.api.codec;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the components of one record class by number, and makes records of it, as fast as code that somebody wrote by hand: one
 * small class made at run time. Method handles, of which there would be one for each component, are made into a class each as well
 * once they are used, and are slower.
 */
abstract class RecordAccess {
    private static final ClassDesc ITSELF =
            RecordAccess.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc GET = MethodTypeDesc.of(CD_Object, CD_Object, CD_int);
    private static final MethodTypeDesc MAKE = MethodTypeDesc.of(CD_Object, CD_Object.arrayType());
    private static final int THIS = 0;
    private static final int GIVEN = 1;
    private static final int INDEX = 2;

    abstract @Nullable Object component(Object object, int index);

    abstract Object construct(@Nullable Object[] components);

    /** {@code type} must be public, and so must its canonical constructor. */
    static RecordAccess of(Class<?> type) {
        ClassDesc name = ClassDesc.of(RecordAccess.class.getPackageName(), type.getSimpleName() + "Access");
        byte[] bytes = ClassFile.of().build(name, building -> build(building, type));
        try {
            MethodHandles.Lookup made = MethodHandles.lookup().defineHiddenClass(bytes, true);
            return (RecordAccess) made.lookupClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " is no public record", e);
        }
    }

    private static void build(ClassBuilder building, Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        building.withFlags(ACC_FINAL).withSuperclass(ITSELF);
        building.withMethodBody(
                INIT_NAME,
                MTD_void,
                ACC_PUBLIC,
                code -> code.aload(THIS)
                        .invokespecial(ITSELF, INIT_NAME, MTD_void)
                        .return_());
        building.withMethodBody("component", GET, 0, code -> component(code, desc(type), components));
        building.withMethodBody("construct", MAKE, 0, code -> construct(code, desc(type), components));
    }

    private static void component(CodeBuilder code, ClassDesc type, RecordComponent[] components) {
        Label none = code.newLabel();
        List<Label> labels =
                Arrays.stream(components).map(any -> code.newLabel()).toList();
        List<SwitchCase> cases = IntStream.range(0, components.length)
                .mapToObj(i -> SwitchCase.of(i, labels.get(i)))
                .toList();
        code.iload(INDEX).tableswitch(0, components.length - 1, none, new ArrayList<>(cases));
        for (int i = 0; i < components.length; i++) {
            ClassDesc kind = desc(components[i].getType());
            code.labelBinding(labels.get(i))
                    .aload(GIVEN)
                    .checkcast(type)
                    .invokevirtual(type, components[i].getName(), MethodTypeDesc.of(kind));
            if (kind.isPrimitive()) {
                ClassDesc boxed = boxed(kind);
                code.invokestatic(boxed, "valueOf", MethodTypeDesc.of(boxed, kind));
            }
            code.areturn();
        }
        code.labelBinding(none).aconst_null().areturn();
    }

    private static void construct(CodeBuilder code, ClassDesc type, RecordComponent[] components) {
        List<ClassDesc> kinds = Arrays.stream(components)
                .map(component -> desc(component.getType()))
                .toList();
        code.new_(type).dup();
        for (int i = 0; i < components.length; i++) {
            ClassDesc kind = kinds.get(i);
            code.aload(GIVEN).loadConstant(i).aaload();
            if (kind.isPrimitive()) {
                ClassDesc boxed = boxed(kind);
                code.checkcast(boxed).invokevirtual(boxed, kind.displayName() + "Value", MethodTypeDesc.of(kind));
            } else {
                code.checkcast(kind);
            }
        }
        code.invokespecial(type, INIT_NAME, MethodTypeDesc.of(ConstantDescs.CD_void, kinds))
                .areturn();
    }

    private static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    /** A record's numbers and truth values are of the types that documents have. */
    private static ClassDesc boxed(ClassDesc primitive) {
        return switch (TypeKind.from(primitive)) {
            case BOOLEAN -> ConstantDescs.CD_Boolean;
            case INT -> ConstantDescs.CD_Integer;
            case LONG -> ConstantDescs.CD_Long;
            default ->
                throw new IllegalArgumentException("no component of a record may be a " + primitive.displayName());
        };
    }
}
