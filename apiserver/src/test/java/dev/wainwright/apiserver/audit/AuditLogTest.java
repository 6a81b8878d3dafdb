package dev.wainwright.apiserver.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.access.User;
import dev.wainwright.apiserver.http.Exchange;
import dev.wainwright.apiserver.rest.Query;
import dev.wainwright.apiserver.rest.RequestInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
    private static final UUID ID = new UUID(1, 2);

    @TempDir
    Path folder;

    private static Exchange exchange(String method, String path, User user, Optional<User> as, int code) {
        return exchange(method, path, user, as, code, Map.of());
    }

    private static Exchange exchange(
            String method, String path, User user, Optional<User> as, int code, Map<String, String> annotations) {
        return new Exchange(
                method,
                path + "?limit=500",
                RequestInfo.of(method, path, Query.NONE),
                false,
                "",
                user,
                as,
                "127.0.0.1",
                "kubectl/v1.32",
                code,
                Instant.parse("2026-01-01T00:00:00.123456789Z"),
                Duration.ofMillis(5),
                annotations);
    }

    @Test
    void whatPoliciesWantToBeWrittenDownIsAmongTheAnnotations() {
        Exchange exchange = exchange(
                "POST", "/api/v1/namespaces", User.admin("admin"), Optional.empty(), 201, Map.of("p/who", "ada"));

        assertThat(AuditEvent.of(exchange, ID).mapping("annotations").text("p/who", ""))
                .isEqualTo("ada");
    }

    @Test
    void anEventIsLaidOutAsKubernetesDoesIt() {
        Exchange exchange = exchange(
                "GET", "/apis/apps/v1/namespaces/shop/deployments", User.admin("admin"), Optional.empty(), 200);

        assertThat(Json.print(AuditEvent.of(exchange, ID)))
                .isEqualTo(
                        "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"level\":\"Metadata\","
                                + "\"auditID\":\"00000000-0000-0001-0000-000000000002\",\"stage\":\"ResponseComplete\","
                                + "\"requestURI\":\"/apis/apps/v1/namespaces/shop/deployments?limit=500\",\"verb\":\"list\","
                                + "\"user\":{\"username\":\"admin\",\"groups\":[\"system:masters\",\"system:authenticated\"]},"
                                + "\"sourceIPs\":[\"127.0.0.1\"],\"userAgent\":\"kubectl/v1.32\","
                                + "\"objectRef\":{\"resource\":\"deployments\",\"namespace\":\"shop\",\"apiGroup\":\"apps\","
                                + "\"apiVersion\":\"v1\"},\"responseStatus\":{\"metadata\":{},\"code\":200},"
                                + "\"requestReceivedTimestamp\":\"2026-01-01T00:00:00.123456Z\","
                                + "\"stageTimestamp\":\"2026-01-01T00:00:00.128456Z\","
                                + "\"annotations\":{\"authorization.k8s.io/decision\":\"allow\",\"authorization.k8s.io/reason\":\"\"}}");
    }

    @Test
    void whatAViewerMayNotDoIsForbidden() {
        Tree.Mapping event =
                AuditEvent.of(exchange("DELETE", "/api/v1/nodes/a", User.viewer("viewer"), Optional.empty(), 403), ID);

        assertThat(event.mapping("annotations").text("authorization.k8s.io/decision", ""))
                .isEqualTo("forbid");
        assertThat(event.mapping("objectRef").text("name", "")).isEqualTo("a");
        assertThat(event.mapping("responseStatus").text("status", "")).isEqualTo("Failure");
    }

    @Test
    void whoAsksAsSomebodyElseIsNamedWithHim() {
        Tree.Mapping event = AuditEvent.of(
                exchange("GET", "/version", User.admin("admin"), Optional.of(User.viewer("jane")), 200), ID);

        assertThat(event.mapping("user").text("username", "")).isEqualTo("admin");
        assertThat(event.mapping("impersonatedUser").text("username", "")).isEqualTo("jane");
        assertThat(event.mapping("objectRef")).isEqualTo(Tree.Mapping.EMPTY);
    }

    @Test
    void ofAnUnknownTokenNothingIsKnown() {
        Tree.Mapping event = AuditEvent.of(exchange("GET", "/api/v1/pods", User.ANONYMOUS, Optional.empty(), 401), ID);

        assertThat(event.mapping("user")).isEqualTo(Tree.Mapping.EMPTY);
        assertThat(event.mapping("annotations")).isEqualTo(Tree.Mapping.EMPTY);
    }

    @Test
    void everythingThatWasHeardIsInTheFileOnceTheLogIsClosedAndALaterLogGoesOnBehindIt() throws IOException {
        Path file = folder.resolve("audit.jsonl");
        for (int round = 0; round < 2; round++) {
            AuditLog log = AuditLog.open(file);
            for (int i = 0; i < 1000; i++) {
                log.answered(exchange("GET", "/api/v1/pods", User.admin("admin"), Optional.empty(), 200));
            }
            log.close();
            assertThat(log.written()).isEqualTo(1000);
            assertThat(log.lost()).isZero();
        }

        List<String> lines = Files.readAllLines(file);
        assertThat(lines)
                .hasSize(2000)
                .allSatisfy(line -> assertThat(Json.parse(line)).isInstanceOf(Tree.Mapping.class));
        assertThat(lines.stream().distinct()).hasSize(2000);
    }

    @Test
    void whatComesAfterTheEndIsCountedAsLost() throws IOException {
        AuditLog log = AuditLog.open(folder.resolve("audit.jsonl"));
        log.close();
        log.answered(exchange("GET", "/api/v1/pods", User.admin("admin"), Optional.empty(), 200));

        assertThat(log.lost()).isEqualTo(1);
    }
}
