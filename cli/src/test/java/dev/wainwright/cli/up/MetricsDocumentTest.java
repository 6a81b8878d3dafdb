package dev.wainwright.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.apiserver.access.User;
import dev.wainwright.apiserver.http.Exchange;
import dev.wainwright.apiserver.resource.Resources;
import dev.wainwright.apiserver.rest.Answer;
import dev.wainwright.apiserver.rest.ApiRequest;
import dev.wainwright.apiserver.rest.Query;
import dev.wainwright.apiserver.rest.RequestInfo;
import dev.wainwright.autoscaler.metrics.Family;
import dev.wainwright.autoscaler.report.Decisions;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.virtual.VirtualDriver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/metrics.md lists every metric there is, as it is. */
class MetricsDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "metrics.md");
    private static final String BEGIN = "<!-- begin -->\n";
    private static final String END = "<!-- end -->";

    private final VirtualDriver driver = new VirtualDriver(Instant.parse("2026-01-01T00:00:00Z"));
    private final Measuring measuring =
            new Measuring(new ClusterStore(driver, 1), driver, new Resources(), Decisions.UNHEARD);

    @Test
    void theDocumentListsEveryMetricWithItsTypeItsLabelsAndItsMeaning() throws IOException {
        String text = Files.readString(DOCUMENT);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if (System.getProperty("golden", "").equals("write")) {
            Files.writeString(DOCUMENT, text.substring(0, begin) + table() + text.substring(end));
        } else {
            assertThat(text.substring(begin, end)).isEqualTo(table());
        }
    }

    @Test
    void whatTheDocumentSaysThereIsNotIsNotThere() throws IOException {
        String text = Files.readString(DOCUMENT);
        String missing = text.substring(text.indexOf("## What Karpenter has and this has not"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .collect(Collectors.joining());

        assertThat(missing).contains("`karpenter_consolidation_score`");
        assertThat(measuring.families())
                .map(Family::name)
                .allSatisfy(name -> assertThat(missing).doesNotContain('`' + name + '`'));
    }

    @Test
    void everyRequestIsCountedByWhatItIsAbout() {
        measuring
                .requests(Optional.empty())
                .answered(exchange("PATCH", "/apis/apps/v1/namespaces/default/deployments/web", 200));
        measuring.requests(Optional.empty()).answered(exchange("GET", "/api/v1/nodes", 200));
        measuring.requests(Optional.empty()).answered(exchange("GET", "/api/v1/unheardof", 404));

        assertThat(scraped(""))
                .contains(
                        "apiserver_request_total{code=\"200\",component=\"apiserver\",dry_run=\"\",group=\"apps\","
                                + "resource=\"deployments\",scope=\"resource\",subresource=\"\",verb=\"APPLY\",version=\"v1\"} 1.0")
                .contains("resource=\"nodes\",scope=\"cluster\",subresource=\"\",verb=\"LIST\",version=\"v1\"} 1.0")
                .doesNotContain("unheardof");
    }

    private static Exchange exchange(String method, String path, int code) {
        return new Exchange(
                method,
                path,
                RequestInfo.of(method, path, Query.NONE),
                false,
                "application/apply-patch+yaml",
                User.admin("admin"),
                Optional.empty(),
                "127.0.0.1",
                "test",
                code,
                Instant.EPOCH,
                Duration.ofMillis(3),
                Map.of());
    }

    @Test
    void whatAwsSaysIsCounted() {
        AwsMetrics aws = (AwsMetrics) measuring.listeners().aws();
        aws.sent("create_fleet", Duration.ofMillis(35), 3);
        aws.launchFailed("us-east-1a", "use1-az1", "spot", "InsufficientCapacity");
        aws.received("spot_interrupted", Duration.ofSeconds(2));
        aws.deleted();

        assertThat(scraped(""))
                .contains("karpenter_cloudprovider_batcher_batch_size_sum{batcher=\"create_fleet\"} 3.0")
                .contains("karpenter_cloudprovider_batcher_batch_time_seconds_count{batcher=\"create_fleet\"} 1")
                .contains("karpenter_cloudprovider_instance_launch_failures_total{capacity_type=\"spot\","
                        + "reason=\"InsufficientCapacity\",zone=\"us-east-1a\",zone_id=\"use1-az1\"} 1.0")
                .contains("karpenter_interruption_received_messages_total{message_type=\"spot_interrupted\"} 1.0")
                .contains("karpenter_interruption_deleted_messages_total 1.0")
                .contains("karpenter_interruption_message_queue_duration_seconds_sum 2.0")
                .contains("karpenter_build_info{");
    }

    @Test
    void whoPrefersOpenMetricsGetsIt() {
        Answer.Bytes open = page("application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5");
        Answer.Bytes plain = page("text/plain;version=0.0.4");

        assertThat(open.contentType()).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(new String(open.content(), StandardCharsets.UTF_8)).endsWith("# EOF\n");
        assertThat(plain.contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(page("").contentType()).isEqualTo(plain.contentType());
    }

    private String scraped(String accept) {
        return new String(page(accept).content(), StandardCharsets.UTF_8);
    }

    private Answer.Bytes page(String accept) {
        var request = new ApiRequest(
                "GET", MetricsPage.PATH, Query.NONE, accept, "", "", "", ApiRequest.Body.NONE, User.viewer("viewer"));
        return (Answer.Bytes) measuring.page().get(request).orElseThrow();
    }

    private String table() {
        return "| metric | type | labels | meaning |\n|---|---|---|---|\n"
                + measuring.families().stream()
                        .sorted(Comparator.comparing(Family::name))
                        .map(MetricsDocumentTest::row)
                        .collect(Collectors.joining());
    }

    private static String row(Family family) {
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        family.name(),
                        family.type().name().toLowerCase(Locale.ROOT),
                        labels(family.labels()),
                        family.help());
    }

    /** The thirty that come from well-known node labels are not repeated. */
    private static String labels(List<String> labels) {
        int wellKnown = labels.indexOf("arch");
        boolean many = wellKnown >= 0 && labels.contains("windows_build");
        List<String> shown = many ? labels.subList(0, wellKnown) : labels;
        return String.join(", ", shown) + (many ? ", and the well-known node labels" : "");
    }
}
