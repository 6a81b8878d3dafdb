package dev.wainwright.cloud.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.aws.Ec2NodeClass.CapacityReservation;
import dev.wainwright.api.aws.Ec2NodeClass.NetworkInterface;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class OfferingsTest {
    @Test
    void onDemandCostsTheListPriceInEveryZone() {
        assertThat(of("m5.large", Labels.ON_DEMAND)).hasSize(5).allSatisfy(offering -> {
            assertThat(offering.price()).isEqualTo(0.096);
            assertThat(offering.modelled()).isFalse();
            assertThat(offering.available()).isTrue();
        });
        assertThat(of("g5.16xlarge", Labels.ON_DEMAND).getFirst().price()).isEqualTo(4.096);
    }

    @Test
    void typesWithoutAListPriceSayThatTheirsIsModelled() {
        assertThat(of("dl1.24xlarge", Labels.ON_DEMAND))
                .isNotEmpty()
                .allMatch(Offering::modelled)
                .allMatch(offering -> offering.price() > 10 && offering.price() < 20);
    }

    @Test
    void spotIsAlwaysCheaperThanOnDemandAndModelled() {
        for (InstanceType type : Types.CATALOG.instanceTypes(CatalogOptions.DEFAULT)) {
            double onDemand = type.offerings().getFirst().price();
            assertThat(type.offerings().stream()
                            .filter(offering -> offering.capacityType().equals(Labels.SPOT)))
                    .as(type.name())
                    .allMatch(Offering::modelled)
                    .allMatch(offering -> offering.price() >= onDemand * 0.27 && offering.price() <= onDemand * 0.76);
        }
    }

    @Test
    void spotDependsOnTheSeedAndOnNothingElse() {
        var one = spotPrices(Catalog.embedded(), 1);

        assertThat(spotPrices(Catalog.embedded(), 1)).isEqualTo(one);
        assertThat(spotPrices(Catalog.embedded(), 2)).isNotEqualTo(one);
        assertThat(one.stream().distinct().count()).isGreaterThan(1);
    }

    @Test
    void typesThatAreNotSoldOnSpotHaveNoSpotOffering() {
        InstanceType type = Types.named("u7i-12tb.224xlarge");

        assertThat(type.offerings())
                .isNotEmpty()
                .allMatch(offering -> offering.capacityType().equals(Labels.ON_DEMAND));
        assertThat(type.requirements().get(Labels.CAPACITY_TYPE).values()).containsExactly(Labels.ON_DEMAND);
    }

    @Test
    void onlyTheCapacityTypesAskedForAreOffered() {
        var options = CatalogOptions.DEFAULT.withCapacityTypes(List.of(Labels.SPOT));
        InstanceType type = Types.named("m5.large", Types.CATALOG.instanceTypes(options));

        assertThat(type.offerings())
                .hasSize(5)
                .allMatch(offering -> offering.capacityType().equals(Labels.SPOT));
        assertThat(type.requirements().get(Labels.CAPACITY_TYPE).values()).containsExactly(Labels.SPOT);
    }

    @Test
    void incompatibleTypesStayListedWithoutAnythingToBuy() {
        assertUnavailable("a1.large", NodeClasses.of("al2023"));
        assertUnavailable("m4.large", NodeClasses.of("al2023").connectionTracking());
        assertUnavailable("m5.large", NodeClasses.of("al2023").nestedVirtualization());
        assertUnavailable("m5.large", NodeClasses.of("al2023").interfaces(new NetworkInterface(1, 0, "interface")));
        assertUnavailable("m5.large", NodeClasses.of("al2023").interfaces(new NetworkInterface(0, 3, "interface")));
        assertUnavailable(
                "m5.large",
                NodeClasses.of("al2023")
                        .interfaces(new NetworkInterface(0, 0, "interface"), new NetworkInterface(0, 1, "efa-only")));
        assertAvailable("a1.large", NodeClasses.of("bottlerocket"));
        assertAvailable("m5.large", NodeClasses.of("al2023").connectionTracking());
        assertAvailable("m8i.large", NodeClasses.of("al2023").nestedVirtualization());
        assertAvailable("m5.large", NodeClasses.of("al2023").interfaces(new NetworkInterface(0, 2, "interface")));
    }

    @Test
    void reservationsAreOfferingsThatCostNextToNothing() {
        InstanceType type = reserved(Map.of("cr-1", 3), "us-east-1a", "active");

        Offering offering = type.offerings().getLast();
        assertThat(offering.capacityType()).isEqualTo(Labels.RESERVED);
        assertThat(offering.zone()).isEqualTo("us-east-1a");
        assertThat(offering.price()).isEqualTo(0.096 / 10_000_000, Assertions.within(1e-15));
        assertThat(offering.reservationCapacity()).hasValue(3);
        assertThat(offering.available()).isTrue();
        assertThat(offering.requirements().get(Labels.RESERVATION_ID).values()).containsExactly("cr-1");
        assertThat(offering.requirements().get(Labels.RESERVATION_INTERRUPTIBLE).values())
                .containsExactly("false");
        assertThat(type.requirements().get(Labels.CAPACITY_TYPE).values())
                .containsExactly(Labels.ON_DEMAND, Labels.RESERVED, Labels.SPOT);
        assertThat(type.requirements().get(Labels.RESERVATION_ID).values()).containsExactly("cr-1");
    }

    @Test
    void reservationsThatAreEmptyExpiringOrElsewhereAreNotAvailable() {
        assertThat(reserved(Map.of(), "us-east-1a", "active")
                        .offerings()
                        .getLast()
                        .available())
                .isFalse();
        assertThat(reserved(Map.of("cr-1", 3), "us-east-1a", "expiring")
                        .offerings()
                        .getLast()
                        .available())
                .isFalse();
        assertThat(reserved(Map.of("cr-1", 3), "us-east-1e", "active")
                        .offerings()
                        .getLast()
                        .available())
                .isFalse();
    }

    @Test
    void theSameQuestionIsAnsweredOnlyOnce() {
        Ec2NodeClass one = NodeClasses.of("al2023").raid0().build();
        Ec2NodeClass same = NodeClasses.of("al2023").raid0().build();

        assertThat(Types.CATALOG.instanceTypes(one, CatalogOptions.DEFAULT))
                .isSameAs(Types.CATALOG.instanceTypes(same, CatalogOptions.DEFAULT))
                .isNotSameAs(Types.CATALOG.instanceTypes(CatalogOptions.DEFAULT));
    }

    private static InstanceType reserved(Map<String, Integer> left, String zone, String state) {
        var reservation =
                new CapacityReservation("cr-1", zone, "m5.large", "open", "123456789012", "default", null, null, state);
        return Types.named(
                "m5.large",
                NodeClasses.of("al2023").reservations(reservation).build(),
                CatalogOptions.DEFAULT.withReservations(left));
    }

    private static List<Offering> of(String type, String capacityType) {
        return Types.named(type).offerings().stream()
                .filter(offering -> offering.capacityType().equals(capacityType))
                .toList();
    }

    private static List<Double> spotPrices(Catalog catalog, long seed) {
        var options =
                CatalogOptions.DEFAULT.withCapacityTypes(List.of(Labels.SPOT)).withSpotSeed(seed);
        return Types.named("m5.large", catalog.instanceTypes(options)).offerings().stream()
                .map(Offering::price)
                .toList();
    }

    private static void assertUnavailable(String type, NodeClasses nodeClass) {
        assertThat(Types.named(type, nodeClass).offerings()).isNotEmpty().noneMatch(Offering::available);
    }

    private static void assertAvailable(String type, NodeClasses nodeClass) {
        assertThat(Types.named(type, nodeClass).offerings()).isNotEmpty().allMatch(Offering::available);
    }
}
