package dev.wainwright.cloud.aws;

import dev.wainwright.cloud.ec2.Ec2;
import dev.wainwright.cloud.ec2.Ec2.InstanceQuery;
import dev.wainwright.cloud.ec2.Ec2Error;
import dev.wainwright.cloud.ec2.Instance;
import dev.wainwright.cloud.ec2.Response;
import dev.wainwright.runtime.time.Driver;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks at and ends machines, many with one request (karpenter-aws §4.7, §4.9). */
final class Instances {
    private final Ec2 ec2;
    private final Batcher<String, String, Response<Optional<Instance>>> lookups;
    private final Batcher<String, String, Response<Boolean>> terminations;

    Instances(Driver driver, Ec2 ec2, AwsListener listener) {
        this.ec2 = ec2;
        this.lookups = new Batcher<>(
                driver,
                Batcher.Window.INSTANCES,
                (window, items) -> listener.sent("describe_instances", window, items),
                (key, waiting) -> look(waiting));
        this.terminations = new Batcher<>(
                driver,
                Batcher.Window.INSTANCES,
                (window, items) -> listener.sent("terminate_instances", window, items),
                (key, waiting) -> end(waiting));
    }

    /** The machine, or nothing when EC2 does not show it. */
    void find(String id, Consumer<Response<Optional<Instance>>> answer) {
        lookups.add("", id, answer);
    }

    /** Tells it to end; false when EC2 does not know it. */
    void terminate(String id, Consumer<Response<Boolean>> answer) {
        terminations.add("", id, answer);
    }

    private void look(List<Batcher.Entry<String, Response<Optional<Instance>>>> waiting) {
        List<String> ids =
                waiting.stream().map(Batcher.Entry::item).distinct().sorted().toList();
        ec2.describeInstances(InstanceQuery.byId(ids), response -> {
            switch (response) {
                case Response.Ok<List<Instance>> ok -> {
                    var byId = new HashMap<String, Instance>();
                    ok.value().forEach(instance -> byId.put(instance.id(), instance));
                    waiting.forEach(
                            each -> each.answer().accept(Response.ok(Optional.ofNullable(byId.get(each.item())))));
                }
                case Response.Failed<List<Instance>> failed -> {
                    if (!isMissing(failed.error())) {
                        waiting.forEach(each -> each.answer().accept(new Response.Failed<>(failed.error())));
                    } else if (ids.size() == 1) {
                        waiting.forEach(each -> each.answer().accept(Response.ok(Optional.empty())));
                    } else {
                        halves(waiting, this::look);
                    }
                }
            }
        });
    }

    private void end(List<Batcher.Entry<String, Response<Boolean>>> waiting) {
        List<String> ids =
                waiting.stream().map(Batcher.Entry::item).distinct().sorted().toList();
        ec2.terminateInstances(ids, response -> {
            switch (response) {
                case Response.Ok<List<String>> ok ->
                    waiting.forEach(each -> each.answer().accept(Response.ok(true)));
                case Response.Failed<List<String>> failed -> {
                    if (!isMissing(failed.error())) {
                        waiting.forEach(each -> each.answer().accept(new Response.Failed<>(failed.error())));
                    } else if (ids.size() == 1) {
                        waiting.forEach(each -> each.answer().accept(Response.ok(false)));
                    } else {
                        halves(waiting, this::end);
                    }
                }
            }
        });
    }

    /**
     * One id that is not known fails a request for many. Karpenter then asks for each by itself; halving finds the same
     * with far fewer requests when few are missing.
     */
    private static <T> void halves(List<T> waiting, Consumer<List<T>> again) {
        int middle = waiting.size() / 2;
        again.accept(List.copyOf(waiting.subList(0, middle)));
        again.accept(List.copyOf(waiting.subList(middle, waiting.size())));
    }

    private static boolean isMissing(Ec2Error error) {
        return error.code().equals(Ec2Error.INSTANCE_NOT_FOUND);
    }
}
