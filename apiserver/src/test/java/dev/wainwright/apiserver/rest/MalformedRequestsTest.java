package dev.wainwright.apiserver.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever comes in, an answer goes out, and nothing is left behind by what was refused. */
class MalformedRequestsTest {
    private static final int REQUESTS = 2_000;
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW");
    private static final List<String> PATHS = List.of(
            "/api/v1/namespaces/default/pods",
            "/api/v1/namespaces/default/pods/p",
            "/api/v1/namespaces/default/pods/p/status",
            "/api/v1/namespaces/default/pods/p/eviction",
            "/api/v1/namespaces/default/pods/p/binding",
            "/apis/apps/v1/namespaces/default/deployments",
            "/apis/apps/v1/namespaces/default/deployments/web/scale",
            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
            "/apis/karpenter.sh/v1/nodepools",
            "/apis/batch/v1/namespaces/default/cronjobs",
            "/api/v1/nodes",
            "/api/v1/namespaces//pods",
            "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            "/api/v1",
            "/apis",
            "/openapi/v3/api/v9",
            "/",
            "//");
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/yaml",
            "application/merge-patch+json",
            "application/json-patch+json",
            "application/strategic-merge-patch+json",
            "application/apply-patch+yaml",
            "application/vnd.kubernetes.protobuf",
            "text/html",
            "");
    private static final List<String> BODIES = List.of(
            "",
            "{",
            "[]",
            "null",
            "42",
            "{\"metadata\":7}",
            "{\"metadata\":{\"name\":[\"a\"]}}",
            "{\"metadata\":{\"name\":\"UPPER case!\"},\"spec\":{}}",
            "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":\"none\"}}",
            "{\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":[{\"name\":\"c\",\"resources\":{\"requests\":{\"cpu\":\"lots\"}}}]}}",
            "{\"metadata\":{\"name\":\"p\"},\"spec\":{\"replicas\":-5,\"template\":null}}",
            "{\"spec\":{\"replicas\":\"many\"}}",
            "[{\"op\":\"launch\",\"path\":\"/x\"}]",
            "[{\"op\":\"remove\",\"path\":\"/spec/nothing/here\"}]",
            "{\"$patch\":\"destroy\"}",
            "{\"metadata\":{\"generateName\":\"" + "x".repeat(300) + "\"}}",
            "a: [b\n c",
            "{\"spec\":{\"versions\":[{}],\"names\":7}}",
            "k8s\0garbage",
            "\u0000\u0001\u0002");

    private final Desk desk = new Desk();

    @Test
    void eachIsAnsweredWithAReasonAndChangesNothing() {
        var random = new SplittableRandom(20261123);
        for (int i = 0; i < REQUESTS; i++) {
            String method = pick(METHODS, random);
            String path = pick(PATHS, random)
                    + (random.nextInt(4) == 0 ? "?limit=x&continue=%zz".substring(0, random.nextInt(9)) : "");
            String type = pick(TYPES, random);
            byte[] body = garbled(pick(BODIES, random), random);
            String request =
                    i + ": " + method + ' ' + path + ' ' + type + ' ' + new String(body, StandardCharsets.UTF_8);
            long before = desk.store.revision();

            Answer answer = desk.ask(method, path, type, body, "");

            if (answer instanceof Answer.Document document && document.code() >= 400) {
                assertThat(document.content().text("kind", "")).as(request).isEqualTo("Status");
                assertThat(document.content().text("reason", "")).as(request).isNotEmpty();
                assertThat(document.content().text("message", "")).as(request).isNotEmpty();
                assertThat(document.code()).as(request).isLessThan(500);
                assertThat(desk.store.revision()).as(request).isEqualTo(before);
            }
        }
        assertThat(desk.get("/version").content().text("major", "")).isEqualTo("1");
    }

    private static String pick(List<String> from, SplittableRandom random) {
        return from.get(random.nextInt(from.size()));
    }

    /** Every third body loses or changes a byte. */
    private static byte[] garbled(String text, SplittableRandom random) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(3) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
