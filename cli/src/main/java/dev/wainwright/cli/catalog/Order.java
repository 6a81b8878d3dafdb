package dev.wainwright.cli.catalog;

import dev.wainwright.cli.shell.Failure;
import dev.wainwright.model.instance.InstanceType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code --sort} may ask for; the least first, and among equals by name. */
enum Order {
    PRICE,
    PRICE_PER_VCPU,
    PRICE_PER_GIB,
    NAME,
    CPU,
    MEMORY;

    Comparator<InstanceType> comparator() {
        Comparator<InstanceType> byName = Comparator.comparing(InstanceType::name);
        return switch (this) {
            case PRICE -> Comparator.comparingDouble(Figures::price).thenComparing(byName);
            case PRICE_PER_VCPU ->
                Comparator.comparingDouble(Figures::pricePerVcpu).thenComparing(byName);
            case PRICE_PER_GIB ->
                Comparator.comparingDouble(Figures::pricePerGib).thenComparing(byName);
            case NAME -> byName;
            case CPU -> Comparator.comparingDouble(Figures::vcpus).thenComparing(byName);
            case MEMORY -> Comparator.comparingDouble(Figures::gib).thenComparing(byName);
        };
    }

    static Order parse(String text) {
        for (Order order : values()) {
            if (order.toString().equals(text)) {
                return order;
            }
        }
        throw Failure.of(
                "--sort " + text + " is not known",
                "use one of " + Arrays.stream(values()).map(Order::toString).collect(Collectors.joining(", ")));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
