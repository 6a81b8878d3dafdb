package dev.wainwright.solver.catalogue;

import dev.wainwright.model.resource.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives each resource name a small number, so that amounts become plain arrays. */
public final class ResourceIndex {
    private final Map<String, Integer> numbers;
    private final List<String> names;

    ResourceIndex() {
        numbers = new HashMap<>();
        names = new ArrayList<>();
    }

    private ResourceIndex(ResourceIndex other) {
        numbers = new HashMap<>(other.numbers);
        names = new ArrayList<>(other.names);
    }

    /** A copy that may learn further names without changing this one. */
    public ResourceIndex copy() {
        return new ResourceIndex(this);
    }

    public int add(String name) {
        Integer known = numbers.putIfAbsent(name, names.size());
        if (known != null) {
            return known;
        }
        names.add(name);
        return names.size() - 1;
    }

    public void addAll(Resources resources) {
        for (int i = 0; i < resources.size(); i++) {
            add(resources.name(i));
        }
    }

    public int size() {
        return names.size();
    }

    public String name(int number) {
        return names.get(number);
    }

    /** The amounts by number; every name must be known. */
    public long[] vector(Resources resources) {
        long[] vector = new long[names.size()];
        for (int i = 0; i < resources.size(); i++) {
            Integer number = numbers.get(resources.name(i));
            if (number != null) {
                vector[number] = resources.amountAt(i);
            }
        }
        return vector;
    }

    public Resources resources(long[] vector) {
        var amounts = new HashMap<String, Long>();
        for (int i = 0; i < vector.length; i++) {
            if (vector[i] != 0) {
                amounts.put(names.get(i), vector[i]);
            }
        }
        return Resources.of(amounts);
    }
}
