package dev.wainwright.cloud.aws;

import dev.wainwright.cloud.ec2.CreateFleet;
import dev.wainwright.cloud.ec2.Ec2;
import dev.wainwright.cloud.ec2.Instance;
import dev.wainwright.cloud.ec2.Response;
import dev.wainwright.runtime.chance.Chance;
import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Tries again what was refused in passing, with waits that double and are spread by chance: what the SDK does on its own when
 * it is behind {@link Ec2}. A fleet that is asked for again has the same client token, so it is not launched twice.
 */
final class PatientEc2 implements Ec2 {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final int ATTEMPTS = 6;

    private final Ec2 ec2;
    private final Driver driver;
    private final Chance chance;
    private final AtomicLong waits = new AtomicLong();

    PatientEc2(Ec2 ec2, Driver driver, Chance chance) {
        this.ec2 = ec2;
        this.driver = driver;
        this.chance = chance.of("retry");
    }

    private <T> void ask(Consumer<Consumer<Response<T>>> request, Consumer<Response<T>> answer) {
        attempt(request, answer, 1);
    }

    private <T> void attempt(Consumer<Consumer<Response<T>>> request, Consumer<Response<T>> answer, int attempt) {
        request.accept(response -> {
            if (attempt < ATTEMPTS
                    && response instanceof Response.Failed<T> failed
                    && failed.error().isPassing()) {
                double spread = 0.5 + chance.draw(waits.incrementAndGet()) / 2;
                Duration wait = Duration.ofNanos((long) (FIRST.toNanos() * (1L << attempt) * spread));
                driver.after(wait, () -> attempt(request, answer, attempt + 1));
            } else {
                answer.accept(response);
            }
        });
    }

    @Override
    public void createFleet(CreateFleet request, Consumer<Response<CreateFleet.Fleet>> answer) {
        ask(to -> ec2.createFleet(request, to), answer);
    }

    @Override
    public void describeInstances(InstanceQuery query, Consumer<Response<List<Instance>>> answer) {
        ask(to -> ec2.describeInstances(query, to), answer);
    }

    @Override
    public void terminateInstances(List<String> ids, Consumer<Response<List<String>>> answer) {
        ask(to -> ec2.terminateInstances(ids, to), answer);
    }

    @Override
    public void createTags(List<String> ids, List<Tag> tags, Consumer<Response<Boolean>> answer) {
        ask(to -> ec2.createTags(ids, tags, to), answer);
    }

    @Override
    public void describeSubnets(List<Filter> filters, Consumer<Response<List<Subnet>>> answer) {
        ask(to -> ec2.describeSubnets(filters, to), answer);
    }

    @Override
    public void describeSecurityGroups(List<Filter> filters, Consumer<Response<List<SecurityGroup>>> answer) {
        ask(to -> ec2.describeSecurityGroups(filters, to), answer);
    }

    @Override
    public void describeImages(List<Filter> filters, List<String> owners, Consumer<Response<List<Image>>> answer) {
        ask(to -> ec2.describeImages(filters, owners, to), answer);
    }

    @Override
    public void describeCapacityReservations(
            List<Filter> filters, Consumer<Response<List<CapacityReservation>>> answer) {
        ask(to -> ec2.describeCapacityReservations(filters, to), answer);
    }

    @Override
    public void describeSpotPrices(Consumer<Response<List<SpotPrice>>> answer) {
        ask(ec2::describeSpotPrices, answer);
    }

    @Override
    public void getParameter(String name, Consumer<Response<String>> answer) {
        ask(to -> ec2.getParameter(name, to), answer);
    }

    @Override
    public void shiftedZones(Consumer<Response<List<String>>> answer) {
        ask(ec2::shiftedZones, answer);
    }
}
