package dev.wainwright.apiserver.cel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.wainwright.model.resource.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What Kubernetes adds to CEL: patterns, lists, quantities, URLs, addresses and networks. */
final class Library {
    static final Functions.Kind TEXT = new Functions.Kind(SimpleType.STRING, String.class);
    private static final Functions.Kind INT = new Functions.Kind(SimpleType.INT, Long.class);
    private static final Functions.Kind DYN = new Functions.Kind(SimpleType.DYN, Object.class);
    private static final Functions.Kind LIST = new Functions.Kind(ListType.create(SimpleType.DYN), List.class);
    private static final Functions.Kind QUANTITY =
            new Functions.Kind(OpaqueType.create("kubernetes.Quantity"), Quantity.class);

    private Library() {}

    static Functions functions() {
        var functions = new Functions();
        patterns(functions);
        lists(functions);
        quantities(functions);
        arithmetic(functions);
        NetworkLibrary.addTo(functions);
        Authorization.addTo(functions);
        return functions;
    }

    private static void patterns(Functions functions) {
        functions.member("find", SimpleType.STRING, args -> find((String) args[0], (String) args[1]), TEXT, TEXT);
        functions.member(
                "findAll",
                ListType.create(SimpleType.STRING),
                args -> findAll((String) args[0], (String) args[1], -1),
                TEXT,
                TEXT);
        functions.member(
                "findAll",
                ListType.create(SimpleType.STRING),
                args -> findAll((String) args[0], (String) args[1], (Long) args[2]),
                TEXT,
                TEXT,
                INT);
    }

    private static String find(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? matcher.group() : "";
    }

    private static List<String> findAll(String text, String pattern, long most) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        var found = new ArrayList<String>();
        while ((most < 0 || found.size() < most) && matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static void lists(Functions functions) {
        functions.member("isSorted", SimpleType.BOOL, args -> Lists.isSorted(list(args)), LIST);
        functions.member("sum", SimpleType.DYN, args -> Lists.sum(list(args)), LIST);
        functions.member("min", SimpleType.DYN, args -> Lists.least(list(args)), LIST);
        functions.member("max", SimpleType.DYN, args -> Lists.greatest(list(args)), LIST);
        functions.member("indexOf", SimpleType.INT, args -> (long) list(args).indexOf(args[1]), LIST, DYN);
        functions.member(
                "lastIndexOf", SimpleType.INT, args -> (long) list(args).lastIndexOf(args[1]), LIST, DYN);
    }

    private static List<?> list(Object[] args) {
        return (List<?>) args[0];
    }

    private static void quantities(Functions functions) {
        functions.global("quantity", QUANTITY.type(), args -> Quantity.parse((String) args[0]), TEXT);
        functions.global("isQuantity", SimpleType.BOOL, args -> isQuantity((String) args[0]), TEXT);
        functions.member("isInteger", SimpleType.BOOL, args -> isLong(value(args[0])), QUANTITY);
        functions.member("asInteger", SimpleType.INT, args -> value(args[0]).longValueExact(), QUANTITY);
        functions.member(
                "asApproximateFloat", SimpleType.DOUBLE, args -> value(args[0]).doubleValue(), QUANTITY);
        functions.member("sign", SimpleType.INT, args -> (long) value(args[0]).signum(), QUANTITY);
        functions.member("compareTo", SimpleType.INT, args -> (long) compare(args), QUANTITY, QUANTITY);
        functions.member("isLessThan", SimpleType.BOOL, args -> compare(args) < 0, QUANTITY, QUANTITY);
        functions.member("isGreaterThan", SimpleType.BOOL, args -> compare(args) > 0, QUANTITY, QUANTITY);
    }

    private static void arithmetic(Functions functions) {
        functions.member(
                "add", QUANTITY.type(), args -> like(args[0], value(args[0]).add(value(args[1]))), QUANTITY, QUANTITY);
        functions.member(
                "add",
                QUANTITY.type(),
                args -> like(args[0], value(args[0]).add(BigDecimal.valueOf((Long) args[1]))),
                QUANTITY,
                INT);
        functions.member(
                "sub",
                QUANTITY.type(),
                args -> like(args[0], value(args[0]).subtract(value(args[1]))),
                QUANTITY,
                QUANTITY);
        functions.member(
                "sub",
                QUANTITY.type(),
                args -> like(args[0], value(args[0]).subtract(BigDecimal.valueOf((Long) args[1]))),
                QUANTITY,
                INT);
    }

    private static Quantity like(Object model, BigDecimal value) {
        return new Quantity(value, ((Quantity) model).format());
    }

    private static BigDecimal value(Object quantity) {
        return ((Quantity) quantity).value();
    }

    private static int compare(Object[] args) {
        return value(args[0]).compareTo(value(args[1]));
    }

    private static boolean isLong(BigDecimal value) {
        try {
            return value.longValueExact() == value.longValue();
        } catch (ArithmeticException e) {
            return false;
        }
    }

    private static boolean isQuantity(String text) {
        try {
            return Quantity.parse(text).value().signum() >= -1;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
