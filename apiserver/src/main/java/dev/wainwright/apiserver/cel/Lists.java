package dev.wainwright.apiserver.cel;

import java.time.Duration;
import java.util.List;

/** What Kubernetes' functions on lists compute; lists hold values of one type. */
final class Lists {
    private Lists() {}

    static boolean isSorted(List<?> list) {
        for (int i = 1; i < list.size(); i++) {
            if (compare(list.get(i - 1), list.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }

    static Object sum(List<?> list) {
        Object sum = 0L;
        for (Object item : list) {
            sum = switch (item) {
                case Long number -> sum instanceof Long whole ? (Object) Math.addExact(whole, number) : (Object) number;
                case Double number -> sum instanceof Double real ? (Object) (real + number) : (Object) number;
                case Duration length -> sum instanceof Duration known ? (Object) known.plus(length) : (Object) length;
                default -> throw new IllegalArgumentException("sum of values that are no numbers");
            };
        }
        return sum;
    }

    static Object least(List<?> list) {
        Object least = first(list, "min");
        for (Object item : list) {
            least = compare(item, least) < 0 ? item : least;
        }
        return least;
    }

    static Object greatest(List<?> list) {
        Object greatest = first(list, "max");
        for (Object item : list) {
            greatest = compare(item, greatest) > 0 ? item : greatest;
        }
        return greatest;
    }

    private static Object first(List<?> list, String function) {
        if (list.isEmpty()) {
            throw new IllegalArgumentException(function + " called on empty list");
        }
        return list.getFirst();
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
    }
}
