package dev.wainwright.cli.top.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cli.catalog.NodePrices;
import dev.wainwright.cli.top.Sample;
import dev.wainwright.cli.top.picture.Facts.Decision;
import dev.wainwright.cli.top.picture.Picture.NodeRow;
import dev.wainwright.cli.top.picture.Picture.PoolRow;
import dev.wainwright.cli.top.picture.Picture.Price;
import dev.wainwright.cli.top.picture.Picture.Status;
import dev.wainwright.cli.top.picture.Picture.Use;
import dev.wainwright.cli.top.picture.Picture.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PainterTest {
    private final Picture shop = Sample.shop();

    @ParameterizedTest
    @CsvSource({
        "ip-10-0-0-11.ec2.internal, READY",
        "ip-10-0-0-13.ec2.internal, DRAINING",
        "ip-10-0-0-14.ec2.internal, NOT_READY",
        "ip-10-0-0-15.ec2.internal, STARTING",
        "ip-10-0-0-2.ec2.internal, CORDONED",
        "general-launch, LAUNCHING",
        "general-booting, BOOTING"
    })
    void aNodesStatusIsToldByConditionsTaintsLabelsAndItsClaim(String name, Status status) {
        assertThat(node(name).status()).isEqualTo(status);
    }

    @Test
    void aClaimWhoseNodeIsThereIsNoRowOfItsOwn() {
        assertThat(node("ip-10-0-0-11.ec2.internal").claim()).isEqualTo("general-x7k2p");
        assertThat(shop.nodes()).extracting(NodeRow::name).doesNotContain("general-x7k2p");
    }

    @Test
    void aNodeOnDeathRowLeavesAsSoonAsItsClaimDoes() {
        Picture picture = Sample.picture(Sample.parsed("""
                {kind: Node, metadata: {name: a}, status: {conditions: [{type: Ready, status: "True"}]}}
                ---
                {kind: NodeClaim, metadata: {name: c, deletionTimestamp: "2026-11-23T11:00:00Z"}, status: {nodeName: a}}
                """));
        assertThat(picture.nodes()).hasSize(1).allMatch(node -> node.status() == Status.LEAVING);
    }

    @Test
    void podsThatEndedTakeNoRoomAndInitContainersDo() {
        assertThat(node("ip-10-0-0-11.ec2.internal").cpu()).isEqualTo(new Use(3000, 3920));
        assertThat(node("ip-10-0-0-11.ec2.internal").pods()).isEqualTo(new Use(6, 58));
        assertThat(node("ip-10-0-0-2.ec2.internal").cpu()).isEqualTo(new Use(200, 1930));
    }

    @Test
    void pricesGoByTypeZoneAndCapacityTypeAndSpotOnesAreModelled() {
        assertThat(node("ip-10-0-0-11.ec2.internal").price()).contains(new Price(0.192, false));
        assertThat(node("ip-10-0-0-12.ec2.internal").price().orElseThrow().modelled())
                .isTrue();
        assertThat(node("ip-10-0-0-2.ec2.internal").price()).contains(new Price(0.0416, false));
    }

    @Test
    void aMarketThatTellsItsPricesGoesBeforeTheModel() {
        var list = (Tree.Mapping) Json.parse("""
                {"items": [{"instanceType": "c6g.large", "zone": "us-east-1b", "hourlyPrice": 0.0123},
                  {"instanceType": "no.such", "zone": "us-east-1b", "hourlyPrice": 1}, {"hourlyPrice": "?"}, 7]}
                """);
        NodePrices prices = Sample.PRICES.with(Digest.spotPrices(list));
        Picture picture = Painter.picture(Sample.facts("shop.yaml"), prices, shop.source());
        assertThat(node(picture, "ip-10-0-0-12.ec2.internal").price()).contains(new Price(0.0123, false));
        assertThat(node(picture, "ip-10-0-0-13.ec2.internal").price())
                .isEqualTo(node("ip-10-0-0-13.ec2.internal").price());
    }

    @Test
    void whatIsNotInTheCatalogueIsLeftOutOfTheSumAndCounted() {
        double sum = shop.nodes().stream()
                .flatMap(node -> node.price().stream())
                .mapToDouble(Price::hourly)
                .sum();
        assertThat(shop.totals().cost().hourly()).isEqualTo(sum);
        assertThat(shop.totals().cost().modelled()).isTrue();
        // The rack is unpriced; a machine that is only asked for costs nothing yet.
        assertThat(shop.totals().cost().unpriced()).isEqualTo(1);
        assertThat(node("rack-7.example.org").isUnpriced()).isTrue();
        assertThat(node("general-launch").isUnpriced()).isFalse();
    }

    @Test
    void poolsCountTheirNodesAndSayWhatIsLeftOfTheirLimits() {
        assertThat(shop.pools()).extracting(PoolRow::name).containsExactly("broken", "general", "gpu", "system");
        assertThat(pool("general").nodes()).isEqualTo(7);
        assertThat(pool("gpu").limits()).singleElement().isEqualTo(new Picture.Limit("cpu", "4", "4", 1.0));
        assertThat(pool("broken").trouble()).isEqualTo("not ready: NodeClass not found on cluster");
        assertThat(pool("system").isGroup()).isTrue();
    }

    @Test
    void pendingPodsSayWhatTheAutoscalerSaysThenWhatTheSchedulerSays() {
        assertThat(shop.waiting())
                .extracting(each -> each.pod().name())
                .containsExactly("train-2", "web-6d5f9c7b84-8", "quiet");
        assertThat(shop.waiting())
                .extracting(Waiting::reason)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("Failed to schedule pod, NodePool gpu: "),
                        second -> assertThat(second).isEqualTo("0/8 nodes are available: 8 Insufficient memory."),
                        third -> assertThat(third).isEqualTo("nobody has said why yet"));
    }

    @Test
    void decisionsComeFromTheAutoscalerItselfWhereItTellsThem() {
        Picture picture = Sample.picture(Sample.parsed("""
                {kind: Event, involvedObject: {kind: Node, name: n}, reason: DisruptionTerminating, message: m}
                ---
                kind: Told
                items:
                - {time: "2026-11-23T11:00:00Z", object: {kind: NodeClaim, name: a}, action: Created, reason: r, more: 1}
                - {time: "2026-11-23T11:00:00Z", object: {kind: NodeClaim, name: b}, action: Created, reason: r}
                - {time: "2026-11-23T11:00:01Z", object: {kind: Pod, namespace: x, name: c}, action: Evicted, reason: r}
                - 7
                """));
        assertThat(picture.decisions()).extracting(Decision::name).containsExactly("c", "b", "a");
        assertThat(shop.decisions()).extracting(Decision::action).startsWith("Launched", "DisruptionTerminating");
    }

    @Test
    void documentsOfAnyShapeMakeAPicture() {
        Picture picture = Sample.picture(Sample.parsed("""
                {kind: Node, metadata: {name: a, labels: 7, creationTimestamp: yesterday}, spec: [], status: {
                  allocatable: {cpu: many, memory: 3, pods: 1e30}, conditions: {}}}
                ---
                {kind: Pod, metadata: {name: p}, spec: {nodeName: a, containers: [{resources: {requests: {cpu: "x"}}}]}}
                ---
                {kind: NodeClaim}
                ---
                {kind: NodePool, metadata: {name: p}, spec: {limits: {cpu: lots}}}
                ---
                {kind: Event}
                """));
        assertThat(picture.nodes()).hasSize(2);
        assertThat(node(picture, "a").pods().part()).isEqualTo(1);
        assertThat(node(picture, "a").memory().whole()).isEqualTo(3);
    }

    private NodeRow node(String name) {
        return node(shop, name);
    }

    private static NodeRow node(Picture picture, String name) {
        return picture.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private PoolRow pool(String name) {
        return shop.pools().stream()
                .filter(pool -> pool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
