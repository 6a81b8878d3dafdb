package dev.wainwright.solver.catalogue;

import java.util.Arrays;
import java.util.Collection;

/** The values that one topology key takes anywhere in the problem, sorted and numbered. */
public final class Domains {
    private final String key;
    private final String[] values;

    public Domains(String key, Collection<String> values) {
        this.key = key;
        this.values = values.stream().sorted().distinct().toArray(String[]::new);
    }

    public String key() {
        return key;
    }

    public int size() {
        return values.length;
    }

    public String value(int domain) {
        return values[domain];
    }

    /** The number of a value; negative when it is not known. */
    public int number(String value) {
        return Arrays.binarySearch(values, value);
    }
}
