package dev.wainwright.cli.catalog;

import dev.wainwright.cli.shell.Failure;
import dev.wainwright.model.instance.InstanceType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code --sort} may ask for; the least first, and among equals by name. */
enum Order {
    PRICE(Comparator.comparingDouble(Figures::price)),
    PRICE_PER_VCPU(Comparator.comparingDouble(Figures::pricePerVcpu)),
    PRICE_PER_GIB(Comparator.comparingDouble(Figures::pricePerGib)),
    NAME(Comparator.comparing(InstanceType::name)),
    CPU(Comparator.comparingDouble(Figures::vcpus)),
    MEMORY(Comparator.comparingDouble(Figures::gib));

    private final Comparator<InstanceType> comparator;

    Order(Comparator<InstanceType> comparator) {
        this.comparator = comparator;
    }

    Comparator<InstanceType> comparator() {
        return comparator.thenComparing(InstanceType::name);
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
