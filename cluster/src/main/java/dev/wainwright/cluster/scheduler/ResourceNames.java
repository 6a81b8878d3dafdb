package dev.wainwright.cluster.scheduler;

import dev.wainwright.model.resource.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers resource names, so that amounts are arrays. */
final class ResourceNames {
    static final int CPU = 0;
    static final int MEMORY = 1;
    static final int PODS = 2;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    ResourceNames() {
        number(Resources.CPU);
        number(Resources.MEMORY);
        number(Resources.PODS);
    }

    long[] vector(Resources resources) {
        for (int i = 0; i < resources.size(); i++) {
            number(resources.name(i));
        }
        var vector = new long[names.size()];
        for (int i = 0; i < resources.size(); i++) {
            vector[number(resources.name(i))] = resources.amountAt(i);
        }
        return vector;
    }

    String name(int number) {
        return names.get(number);
    }

    int count() {
        return names.size();
    }

    private int number(String name) {
        return numbers.computeIfAbsent(name, added -> {
            names.add(added);
            return names.size() - 1;
        });
    }
}
