package dev.wainwright.bench.api;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Json;
import dev.wainwright.apiserver.access.User;
import dev.wainwright.apiserver.protobuf.ProtobufWriter;
import dev.wainwright.apiserver.resource.Resources;
import dev.wainwright.apiserver.rest.Answer;
import dev.wainwright.apiserver.rest.Api;
import dev.wainwright.apiserver.rest.ApiRequest;
import dev.wainwright.apiserver.rest.Durability;
import dev.wainwright.apiserver.rest.Pages;
import dev.wainwright.apiserver.rest.Query;
import dev.wainwright.apiserver.rest.Timestamps;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Result;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One request from its bytes to its answer's, by one thread, over a store that nobody else uses.
 *
 * <pre>
 * bench/speed.sh --jmh RequestBenchmark -prof gc
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx2g", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
public class RequestBenchmark {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final User ADA = User.admin("ada");

    private ClusterStore store = new ClusterStore(() -> NOW, 1);
    private Api api = api(store);
    private KubeObject stored = pod();
    private byte[] json = Codec.json(stored);
    private int next;

    private static Api api(ClusterStore store) {
        return new Api(
                store,
                new Resources(),
                () -> NOW,
                Timestamps.real(),
                (pod, container) -> Result.ok(""),
                Durability.NONE,
                Pages.NONE);
    }

    /** An empty cluster: what an iteration leaves behind must not slow the next. */
    @Setup(Level.Iteration)
    public void begin() {
        store = new ClusterStore(() -> NOW, 1);
        api = api(store);
        next = 0;
        stored = pod();
        json = Codec.json(stored);
    }

    private KubeObject pod() {
        int number = next++;
        answer("POST", "/api/v1/namespaces/default/pods", """
                {"kind":"Pod","apiVersion":"v1","metadata":{"name":"load-%d","namespace":"default",
                "labels":{"app":"load"}},"spec":{"containers":[{"name":"c","image":"pause","resources":
                {"requests":{"cpu":"100m","memory":"64Mi"}}}]},"status":{}}
                """.formatted(number).getBytes(StandardCharsets.UTF_8));
        return store.get(Kinds.of(Pod.class), new ObjectKey("default", "load-" + number))
                .orThrow();
    }

    private byte[] answer(String method, String path, byte[] body) {
        var request = new ApiRequest(
                method,
                path,
                Query.NONE,
                "application/json",
                "application/json",
                "load/1",
                "",
                new ApiRequest.Body(body),
                ADA);
        Answer answer = api.handle(request);
        if (answer instanceof Answer.Document document && document.code() < 300) {
            return Json.line(document.content());
        }
        if (answer instanceof Answer.Bytes bytes && bytes.code() < 300) {
            return bytes.content();
        }
        throw new IllegalStateException(answer.toString());
    }

    /** A pod is created, and read back from the store. */
    @Benchmark
    public KubeObject createPod() {
        return pod();
    }

    /** A pod as it goes to the disk, and to watches and answers in JSON. */
    @Benchmark
    public byte[] writePod() {
        return Codec.json(stored);
    }

    /** The same as typed clients want it, once it is there in JSON. */
    @Benchmark
    public byte[] writePodInProtobuf() {
        return ProtobufWriter.object("v1", "Pod", json);
    }
}
