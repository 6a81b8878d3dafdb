package dev.wainwright.cloud.aws;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.cloud.ec2.Ec2;
import dev.wainwright.cloud.ec2.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks EC2 for everything that a node class selects, all at once. */
final class Discovery {
    private final Ec2 ec2;
    private final Images images;

    Discovery(Ec2 ec2, Images images) {
        this.ec2 = ec2;
        this.images = images;
    }

    /**
     * What was found. A part that was not asked for this time is absent.
     *
     * @param generation of the class as it was when it was asked for
     */
    record Found(
            String uid,
            long generation,
            Response<List<Ec2.Subnet>> subnets,
            Response<List<Ec2.CapacityReservation>> reservations,
            @Nullable Response<List<Ec2.SecurityGroup>> securityGroups,
            @Nullable Response<List<Ec2NodeClass.Image>> images) {}

    /** @param everything also what changes seldom: security groups and images */
    void look(Ec2NodeClass nodeClass, boolean everything, Consumer<Found> answer) {
        var gathering = new Gathering(nodeClass, everything, answer);
        each(nodeClass.spec().subnetSelectorTerms(), Selectors::subnets, ec2::describeSubnets, gathering::subnets);
        each(
                nodeClass.spec().capacityReservationSelectorTerms(),
                Selectors::reservations,
                ec2::describeCapacityReservations,
                gathering::reservations);
        if (everything) {
            each(
                    nodeClass.spec().securityGroupSelectorTerms(),
                    Selectors::securityGroups,
                    ec2::describeSecurityGroups,
                    gathering::securityGroups);
            images.find(nodeClass, gathering::images);
        }
    }

    private static <S, T> void each(
            List<S> terms,
            Function<S, List<Ec2.Filter>> filters,
            BiConsumer<List<Ec2.Filter>, Consumer<Response<List<T>>>> describe,
            Consumer<Response<List<T>>> answer) {
        var requests = new ArrayList<Consumer<Consumer<Response<List<T>>>>>();
        terms.forEach(term -> requests.add(to -> describe.accept(filters.apply(term), to)));
        Together.ask(requests, responses -> answer.accept(Together.merged(responses)));
    }

    /** Puts the parts together when the last one is there. */
    private static final class Gathering {
        private final Ec2NodeClass nodeClass;
        private final Consumer<Found> answer;
        private int missing;
        private @Nullable Response<List<Ec2.Subnet>> subnets;
        private @Nullable Response<List<Ec2.CapacityReservation>> reservations;
        private @Nullable Response<List<Ec2.SecurityGroup>> securityGroups;
        private @Nullable Response<List<Ec2NodeClass.Image>> images;

        Gathering(Ec2NodeClass nodeClass, boolean everything, Consumer<Found> answer) {
            this.nodeClass = nodeClass;
            this.answer = answer;
            this.missing = everything ? 4 : 2;
        }

        void subnets(Response<List<Ec2.Subnet>> response) {
            arrived(() -> subnets = response);
        }

        void reservations(Response<List<Ec2.CapacityReservation>> response) {
            arrived(() -> reservations = response);
        }

        void securityGroups(Response<List<Ec2.SecurityGroup>> response) {
            arrived(() -> securityGroups = response);
        }

        void images(Response<List<Ec2NodeClass.Image>> response) {
            arrived(() -> images = response);
        }

        private void arrived(Runnable part) {
            Found found = null;
            synchronized (this) {
                part.run();
                missing--;
                var nets = subnets;
                var reserved = reservations;
                if (missing == 0 && nets != null && reserved != null) {
                    Long generation = nodeClass.metadata().generation();
                    found = new Found(
                            nodeClass.metadata().uid(),
                            generation == null ? 0 : generation,
                            nets,
                            reserved,
                            securityGroups,
                            images);
                }
            }
            if (found != null) {
                answer.accept(found);
            }
        }
    }
}
