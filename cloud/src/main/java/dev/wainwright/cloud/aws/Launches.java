package dev.wainwright.cloud.aws;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.cloud.ec2.CreateFleet;
import dev.wainwright.cloud.ec2.Ec2;
import dev.wainwright.cloud.ec2.Ec2Error;
import dev.wainwright.cloud.ec2.Response;
import dev.wainwright.cloud.provider.Launch;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.runtime.time.Driver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * From claims to machines: narrows down what a claim may be, asks for equal claims in one fleet, deals out what came, and
 * remembers what did not.
 */
final class Launches {
    private static final int QUOTED_ERRORS = 3;

    private final Ec2 ec2;
    private final AwsSettings settings;
    private final TypeLists types;
    private final UnavailableOfferings unavailable;
    private final Market market;
    private final SubnetPool subnets;
    private final AwsListener listener;
    private final CandidateMemory candidates;
    private final Batcher<CreateFleet, Wish, Dealt> fleets;

    /** One claim's place in a fleet; the attempt counts how often it has been tried. */
    record Wish(String uid, int attempt) {}

    /** What a fleet gave one of its claims. */
    private sealed interface Dealt {
        record Machine(CreateFleet.Launched launched) implements Dealt {}

        record Nothing(List<Ec2Error> errors) implements Dealt {}
    }

    Launches(
            Driver driver,
            Ec2 ec2,
            AwsSettings settings,
            TypeLists types,
            UnavailableOfferings unavailable,
            Market market,
            SubnetPool subnets,
            AwsListener listener) {
        this.ec2 = ec2;
        this.listener = listener;
        this.settings = settings;
        this.types = types;
        this.unavailable = unavailable;
        this.market = market;
        this.subnets = subnets;
        this.candidates = new CandidateMemory(settings.bestEffortMinValues());
        this.fleets = new Batcher<>(
                driver,
                Batcher.Window.FLEETS,
                (window, items) -> listener.sent("create_fleet", window, items),
                this::send);
    }

    /** @param attempt how often this claim has been tried before */
    void launch(NodeClaim claim, Ec2NodeClass nodeClass, int attempt, Consumer<Launch> answer) {
        List<Candidate> choice = candidates.of(claim, types.of(nodeClass));
        if (choice.isEmpty()) {
            answer.accept(new Launch.InsufficientCapacity(
                    "nothing that the claim allows is to be had now: " + Candidates.requirements(claim)));
            return;
        }
        Optional<FleetPlan> plan = FleetPlan.of(
                claim, nodeClass, choice, subnets.best(nodeClass.status().subnets()), settings.clusterName());
        if (plan.isEmpty()) {
            answer.accept(new Launch.Failed(
                    "LaunchFailed",
                    "no image of the node class " + nodeClass.name() + " runs on what the claim allows"));
            return;
        }
        FleetPlan fleet = plan.get();
        long moment = subnets.expect(fleet.subnets(), fleet.addresses());
        fleets.add(fleet.request(), new Wish(claim.metadata().uid(), attempt), dealt -> {
            settleSubnets(fleet, dealt, moment);
            answer.accept(launched(claim, nodeClass, choice, fleet, dealt));
        });
    }

    private void settleSubnets(FleetPlan fleet, Dealt dealt, long moment) {
        var unused = new ArrayList<>(fleet.subnets());
        if (dealt instanceof Dealt.Machine machine) {
            unused.remove(machine.launched().where().subnetId());
        }
        subnets.release(unused, fleet.addresses(), moment);
    }

    private void send(CreateFleet request, List<Batcher.Entry<Wish, Dealt>> waiting) {
        ec2.createFleet(request.with(token(waiting), waiting.size()), response -> {
            switch (response) {
                case Response.Ok<CreateFleet.Fleet> ok -> deal(request, ok.value(), waiting);
                case Response.Failed<CreateFleet.Fleet> failed ->
                    waiting.forEach(each -> each.answer().accept(new Dealt.Nothing(List.of(failed.error()))));
            }
        });
    }

    /** The same claims tried the same number of times have the same token: whoever asks again gets the same machines. */
    private static String token(List<Batcher.Entry<Wish, Dealt>> waiting) {
        if (waiting.size() == 1) {
            Wish only = waiting.getFirst().item();
            return only.uid() + "-" + only.attempt();
        }
        return Tags.setup(waiting.stream()
                        .map(each -> each.item().uid() + "-" + each.item().attempt())
                        .sorted()
                        .collect(Collectors.joining(",")))
                + "-" + waiting.size();
    }

    private void deal(CreateFleet request, CreateFleet.Fleet fleet, List<Batcher.Entry<Wish, Dealt>> waiting) {
        fleet.errors().forEach(shortfall -> remember(request, shortfall));
        List<Ec2Error> errors =
                fleet.errors().stream().map(CreateFleet.Shortfall::error).toList();
        var machines = new ArrayDeque<>(fleet.instances());
        for (Batcher.Entry<Wish, Dealt> each : waiting) {
            CreateFleet.Launched machine = machines.poll();
            each.answer().accept(machine == null ? new Dealt.Nothing(errors) : new Dealt.Machine(machine));
        }
    }

    private void remember(CreateFleet request, CreateFleet.Shortfall shortfall) {
        Ec2Error error = shortfall.error();
        CreateFleet.Choice where = shortfall.where();
        listener.launchFailed(where.zone(), subnets.zoneId(where.zone()), request.capacityType(), reason(error));
        if (error.code().equals(Ec2Error.NO_SPOT_ROLE)) {
            unavailable.markCapacityType(Labels.SPOT);
        }
        if (!error.isLackOfCapacity()) {
            return;
        }
        if (error.code().equals(Ec2Error.NO_FREE_ADDRESSES)) {
            // Karpenter marks the offering, too, and so shuts the zone's other subnets out for three minutes.
            subnets.exhausted(where.subnetId());
            unavailable.markSubnet(where.subnetId());
            return;
        }
        String reservation = reservationOf(request, where);
        if (reservation.isEmpty()) {
            unavailable.markOffering(new OfferingKey(request.capacityType(), where.instanceType(), where.zone()));
        } else {
            market.reservation(reservation, 0);
        }
    }

    private static String reason(Ec2Error error) {
        String reason = FailureReasons.of(error);
        return error.isLackOfCapacity() && reason.equals("LaunchFailed") ? "InsufficientCapacity" : reason;
    }

    private static String reservationOf(CreateFleet request, CreateFleet.Choice where) {
        return request.configs().stream()
                .filter(config -> config.overrides().contains(where))
                .map(config -> config.template().reservationId())
                .findFirst()
                .orElse("");
    }

    private Launch launched(
            NodeClaim claim, Ec2NodeClass nodeClass, List<Candidate> candidates, FleetPlan fleet, Dealt dealt) {
        return switch (dealt) {
            case Dealt.Machine machine -> {
                CreateFleet.Launched launched = machine.launched();
                String reservation = reservationOf(fleet.request(), launched.where());
                market.used(reservation, 1);
                InstanceType type = candidates.stream()
                        .map(Candidate::type)
                        .filter(each -> each.name().equals(launched.where().instanceType()))
                        .findFirst()
                        .orElseThrow();
                yield new Launch.Launched(Hydration.launched(
                        claim,
                        nodeClass,
                        new Hydration.Placed(
                                launched.instanceId(),
                                type,
                                launched.where().zone(),
                                fleet.capacityType(),
                                launched.imageId(),
                                reservation)));
            }
            case Dealt.Nothing nothing -> failure(nothing.errors());
        };
    }

    private static Launch failure(List<Ec2Error> errors) {
        boolean lack = !errors.isEmpty()
                && errors.stream()
                        .allMatch(error ->
                                error.isLackOfCapacity() || error.code().equals(Ec2Error.NO_SPOT_ROLE));
        String message = message(errors);
        if (lack) {
            return new Launch.InsufficientCapacity(message);
        }
        Optional<Ec2Error> first =
                errors.stream().filter(error -> !error.isLackOfCapacity()).findFirst();
        return new Launch.Failed(first.map(FailureReasons::of).orElse("LaunchFailed"), message);
    }

    private static String message(List<Ec2Error> errors) {
        if (errors.isEmpty()) {
            return "CreateFleet gave fewer machines than asked for, and no error";
        }
        var texts = new TreeSet<String>();
        errors.forEach(error -> texts.add(error.toString()));
        String quoted = texts.stream().limit(QUOTED_ERRORS).collect(Collectors.joining("; "));
        int more = texts.size() - QUOTED_ERRORS;
        return more > 0 ? quoted + "; and " + more + " more" : quoted;
    }
}
