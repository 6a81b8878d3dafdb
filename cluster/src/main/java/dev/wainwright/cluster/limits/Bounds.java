package dev.wainwright.cluster.limits;

import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.core.PodSpec.Container;
import dev.wainwright.api.placement.PodRequests;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.model.resource.Resources;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What speaks against an object by the entries of one LimitRange, in the API server's words. */
final class Bounds {
    private final List<String> objections = new ArrayList<>();

    private Bounds() {}

    /** What a container, a pod or a claim states. */
    private record Stated(String what, Map<String, Quantity> requests, Map<String, Quantity> limits) {
        static Stated of(Container container) {
            return container.resources() == null
                    ? new Stated(Limit.CONTAINER, Map.of(), Map.of())
                    : new Stated(
                            Limit.CONTAINER,
                            container.resources().requests(),
                            container.resources().limits());
        }

        static Stated of(PodSpec spec) {
            return new Stated(Limit.POD, quantities(PodRequests.of(spec)), quantities(PodRequests.limits(spec)));
        }

        private static Map<String, Quantity> quantities(Resources resources) {
            var quantities = new TreeMap<String, Quantity>();
            for (int i = 0; i < resources.size(); i++) {
                if (!resources.name(i).equals(Resources.PODS)) {
                    quantities.put(resources.name(i), Resources.quantity(resources.name(i), resources.amountAt(i)));
                }
            }
            return quantities;
        }
    }

    /** Empty when the pod is within all bounds. */
    static Optional<String> ofPod(PodSpec spec, List<Limit> limits) {
        var bounds = new Bounds();
        for (Limit limit : limits) {
            if (limit.type().equals(Limit.CONTAINER)) {
                spec.containers().forEach(each -> bounds.check(Stated.of(each), limit));
                spec.initContainers().forEach(each -> bounds.check(Stated.of(each), limit));
            } else if (limit.type().equals(Limit.POD)) {
                bounds.check(Stated.of(spec), limit);
            }
        }
        return bounds.told();
    }

    /** Empty when the claim is within all bounds. Of claims only what they request is compared. */
    static Optional<String> ofClaim(Map<String, Quantity> requests, List<Limit> limits) {
        var bounds = new Bounds();
        var stated = new Stated(Limit.CLAIM, requests, Map.of());
        for (Limit limit : limits) {
            if (limit.type().equals(Limit.CLAIM)) {
                limit.min().forEach((name, least) -> bounds.tooLittle(stated, name, least));
                limit.max().forEach((name, most) -> bounds.tooMuch(stated, name, most, "request", stated.requests()));
            }
        }
        return bounds.told();
    }

    private Optional<String> told() {
        List<String> distinct = objections.stream().distinct().toList();
        return distinct.isEmpty()
                ? Optional.empty()
                : Optional.of(distinct.size() == 1 ? distinct.getFirst() : distinct.toString());
    }

    private void check(Stated stated, Limit limit) {
        limit.min().forEach((name, least) -> tooLittle(stated, name, least));
        limit.max().forEach((name, most) -> tooMuch(stated, name, most, "limit", stated.limits()));
        limit.ratio().forEach((name, most) -> tooFar(stated, name, most));
    }

    private void tooLittle(Stated stated, String name, Quantity least) {
        Quantity request = stated.requests().get(name);
        Quantity limit = stated.limits().get(name);
        String rule = "minimum " + name + " usage per " + stated.what() + " is " + least;
        if (request == null) {
            objections.add(rule + ".  No request is specified");
        } else if (request.compareTo(least) < 0) {
            objections.add(rule + ", but request is " + request);
        } else if (limit != null && limit.compareTo(least) < 0) {
            objections.add(rule + ", but limit is " + limit);
        }
    }

    /** {@code bounded} are the {@code sort} of amounts that have to be there; of the others only those that are stated count. */
    private void tooMuch(Stated stated, String name, Quantity most, String sort, Map<String, Quantity> bounded) {
        Quantity amount = bounded.get(name);
        Quantity request = stated.requests().get(name);
        String rule = "maximum " + name + " usage per " + stated.what() + " is " + most;
        if (amount == null) {
            objections.add(rule + ".  No " + sort + " is specified");
        } else if (amount.compareTo(most) > 0) {
            objections.add(rule + ", but " + sort + " is " + amount);
        } else if (request != null && request.compareTo(most) > 0) {
            objections.add(rule + ", but request is " + request);
        }
    }

    private void tooFar(Stated stated, String name, Quantity most) {
        BigDecimal request = amount(stated.requests().get(name));
        BigDecimal limit = amount(stated.limits().get(name));
        String rule = name + " max limit to request ratio per " + stated.what() + " is " + most;
        if (request.signum() == 0) {
            objections.add(rule + ", but no request is specified or request is 0");
        } else if (limit.signum() == 0) {
            objections.add(rule + ", but no limit is specified or limit is 0");
        } else {
            BigDecimal ratio = limit.divide(request, MathContext.DECIMAL64);
            if (ratio.compareTo(most.value()) > 0) {
                objections.add(
                        rule + ", but provided ratio is " + String.format(Locale.ROOT, "%f", ratio.doubleValue()));
            }
        }
    }

    private static BigDecimal amount(@Nullable Quantity quantity) {
        return quantity == null ? BigDecimal.ZERO : quantity.value();
    }
}
