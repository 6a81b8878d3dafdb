package dev.wainwright.model.resource;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;

/**
 * An immutable vector of resource amounts, sorted by name; absent names count as 0.
 *
 * <p>Units: {@code cpu} in thousandths of a core, everything else in whole base units (bytes, pieces), rounded up when a
 * document is finer. Sums saturate at the ends of {@code long}.
 */
public final class Resources {
    public static final String CPU = "cpu";
    public static final String MEMORY = "memory";
    public static final String PODS = "pods";
    public static final String EPHEMERAL_STORAGE = "ephemeral-storage";
    public static final String HUGEPAGES_PREFIX = "hugepages-";

    public static final Resources NONE = new Resources(new String[0], new long[0]);

    private final String[] names;
    private final long[] amounts;

    private Resources(String[] names, long[] amounts) {
        this.names = names;
        this.amounts = amounts;
    }

    /** From amounts in this class's units. */
    public static Resources of(Map<String, Long> amounts) {
        String[] names = amounts.keySet().toArray(String[]::new);
        Arrays.sort(names);
        var values = new long[names.length];
        for (int i = 0; i < names.length; i++) {
            values[i] = Objects.requireNonNull(amounts.get(names[i]));
        }
        return new Resources(names, values);
    }

    public static Resources of(String name, long amount) {
        return new Resources(new String[] {name}, new long[] {amount});
    }

    public static Resources of(String name, long amount, String name2, long amount2) {
        return of(Map.of(name, amount, name2, amount2));
    }

    public static Resources ofQuantities(Map<String, Quantity> quantities) {
        if (quantities.isEmpty()) {
            return NONE;
        }
        String[] names = quantities.keySet().toArray(String[]::new);
        Arrays.sort(names);
        var amounts = new long[names.length];
        for (int i = 0; i < names.length; i++) {
            amounts[i] = amount(names[i], Objects.requireNonNull(quantities.get(names[i])));
        }
        return new Resources(names, amounts);
    }

    /** The amount of {@code quantity} in the unit that {@code name} is counted in. */
    public static long amount(String name, Quantity quantity) {
        return name.equals(CPU) ? quantity.milli() : quantity.units();
    }

    /** An amount in this class's units as a quantity, in the format usual for the resource. */
    public static Quantity quantity(String name, long amount) {
        if (name.equals(CPU)) {
            return Quantity.ofMilli(amount);
        }
        return Quantity.of(amount, isBytes(name) ? Quantity.Format.BINARY_SI : Quantity.Format.DECIMAL_SI);
    }

    private static boolean isBytes(String name) {
        return name.equals(MEMORY)
                || name.equals(EPHEMERAL_STORAGE)
                || name.equals("storage")
                || name.startsWith(HUGEPAGES_PREFIX);
    }

    public long get(String name) {
        int at = Arrays.binarySearch(names, name);
        return at < 0 ? 0 : amounts[at];
    }

    public boolean has(String name) {
        return Arrays.binarySearch(names, name) >= 0;
    }

    public int size() {
        return names.length;
    }

    public String name(int index) {
        return names[index];
    }

    public long amountAt(int index) {
        return amounts[index];
    }

    public Resources plus(Resources other) {
        return combine(other, Resources::saturatedSum);
    }

    public Resources minus(Resources other) {
        return combine(other, (a, b) -> saturatedSum(a, b == Long.MIN_VALUE ? Long.MAX_VALUE : -b));
    }

    /** The larger amount of each resource. */
    public Resources max(Resources other) {
        return combine(other, Math::max);
    }

    public Resources with(String name, long amount) {
        return minus(of(name, get(name))).plus(of(name, amount));
    }

    public Map<String, Quantity> toQuantities() {
        var quantities = new TreeMap<String, Quantity>();
        for (int i = 0; i < names.length; i++) {
            quantities.put(names[i], quantity(names[i], amounts[i]));
        }
        return Collections.unmodifiableMap(quantities);
    }

    private Resources combine(Resources other, LongBinaryOperator combination) {
        String[] all = Arrays.equals(names, other.names) ? names : union(names, other.names);
        var combined = new long[all.length];
        int mine = 0;
        int theirs = 0;
        for (int i = 0; i < all.length; i++) {
            long here = mine < names.length && names[mine].equals(all[i]) ? amounts[mine++] : 0;
            long there =
                    theirs < other.names.length && other.names[theirs].equals(all[i]) ? other.amounts[theirs++] : 0;
            combined[i] = combination.applyAsLong(here, there);
        }
        return new Resources(all, combined);
    }

    /** Of two sorted lists without repetitions. */
    private static String[] union(String[] one, String[] other) {
        var all = new String[one.length + other.length];
        int count = 0;
        int i = 0;
        int j = 0;
        while (i < one.length || j < other.length) {
            int order = i == one.length ? 1 : j == other.length ? -1 : one[i].compareTo(other[j]);
            all[count++] = order <= 0 ? one[i] : other[j];
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return Arrays.copyOf(all, count);
    }

    private static long saturatedSum(long a, long b) {
        long sum = a + b;
        boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
        return overflow ? (a > 0 ? Long.MAX_VALUE : Long.MIN_VALUE) : sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Resources that
                && Arrays.equals(names, that.names)
                && Arrays.equals(amounts, that.amounts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(names) + Arrays.hashCode(amounts);
    }

    @Override
    public String toString() {
        return toQuantities().toString();
    }
}
