package dev.wainwright.cloud.ec2;

import java.util.List;
import java.util.function.Consumer;

/**
 * What of EC2 and its sisters a node autoscaler needs, named as AWS names it: the simulated one, or the SDK behind this.
 *
 * <p>Every operation returns at once and hands its answer to {@code answer} once, now or later, from wherever it comes.
 * Refusals are answers, with AWS's codes; nothing is thrown for them. Lists are complete: pages are put together here.
 */
public interface Ec2 {
    /** Launches machines and says which, or why not (type {@code instant}). */
    void createFleet(CreateFleet request, Consumer<Response<CreateFleet.Fleet>> answer);

    /**
     * The instances of {@code query} that EC2 shows; new ones may take a moment to be shown. Ids that are not shown
     * make it fail with {@link Ec2Error#INSTANCE_NOT_FOUND}.
     */
    void describeInstances(InstanceQuery query, Consumer<Response<List<Instance>>> answer);

    /** Ends instances; all or none when an id is not known. Answers with the ids that are ending. */
    void terminateInstances(List<String> ids, Consumer<Response<List<String>>> answer);

    void createTags(List<String> ids, List<Tag> tags, Consumer<Response<Boolean>> answer);

    void describeSubnets(List<Filter> filters, Consumer<Response<List<Subnet>>> answer);

    void describeSecurityGroups(List<Filter> filters, Consumer<Response<List<SecurityGroup>>> answer);

    void describeImages(List<Filter> filters, List<String> owners, Consumer<Response<List<Image>>> answer);

    void describeCapacityReservations(List<Filter> filters, Consumer<Response<List<CapacityReservation>>> answer);

    /** The latest spot price of every type in every zone (DescribeSpotPriceHistory). */
    void describeSpotPrices(Consumer<Response<List<SpotPrice>>> answer);

    /** The value of an SSM parameter; {@link Ec2Error#PARAMETER_NOT_FOUND} when there is none. */
    void getParameter(String name, Consumer<Response<String>> answer);

    /** The zones that a zonal shift in effect has taken out of use (ARC's GetManagedResource), by zone id. */
    void shiftedZones(Consumer<Response<List<String>>> answer);

    /** A condition on what is listed: {@code tag:KEY}, {@code tag-key}, {@code subnet-id} …; any value will do. */
    record Filter(String name, List<String> values) {
        public Filter {
            values = List.copyOf(values);
        }

        public static Filter of(String name, String... values) {
            return new Filter(name, List.of(values));
        }
    }

    /** A tag. */
    record Tag(String key, String value) {}

    /** Either by id or by filters. Instances that have ended for good are not among the answers. */
    record InstanceQuery(List<String> ids, List<Filter> filters) {
        public InstanceQuery {
            ids = List.copyOf(ids);
            filters = List.copyOf(filters);
        }

        public static InstanceQuery byId(List<String> ids) {
            return new InstanceQuery(ids, List.of());
        }
    }

    /** A subnet. */
    record Subnet(String id, String zone, String zoneId, int availableIpAddressCount) {}

    /** A security group. */
    record SecurityGroup(String id, String name) {}

    /**
     * A machine image.
     *
     * @param architecture {@code x86_64} or {@code arm64}
     * @param creationDate in ISO 8601, so that later ones are greater
     */
    record Image(String id, String name, String architecture, String creationDate, boolean deprecated) {}

    /**
     * Capacity paid for in advance.
     *
     * @param type {@code default} or {@code capacity-block}
     * @param endDate in ISO 8601; empty for none
     */
    record CapacityReservation(
            String id,
            String ownerId,
            String instanceType,
            String zone,
            String matchCriteria,
            String type,
            boolean interruptible,
            int availableInstanceCount,
            String endDate) {}

    /** US dollars per hour. */
    record SpotPrice(String instanceType, String zone, double usd) {}
}
