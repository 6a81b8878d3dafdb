package dev.wainwright.bench.watch;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Opens many watches of one kind on a running {@code wain up}, then changes objects of that kind: what do idle watches weigh,
 * what does an event cost for each that hears of it, does one that does not listen hurt the others?
 *
 * <p>Usage: {@code WatchLoad KUBECONFIG [WATCHES [CONNECTIONS [EVENTS [SLOW]]]]}; 0 connections stands for HTTP/1.1, where each watch has
 * its own; SLOW is the number of events with a watch that does not listen.
 */
public final class WatchLoad {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final int AT_ONCE = 100;
    private static final double NANOS = 1e9;

    private final Target target;
    private final HttpClient writer;
    private final List<HttpClient> clients = new ArrayList<>();
    private final LongAdder heard = new LongAdder();
    private final String revision;

    private WatchLoad(Target target, int connections) throws IOException, InterruptedException {
        this.target = target;
        this.writer = target.client(HttpClient.Version.HTTP_2);
        for (int i = 0; i < Math.max(1, connections); i++) {
            clients.add(target.client(connections == 0 ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2));
        }
        revision = target.send(writer, "GET", MAPS, "").mapping("metadata").text("resourceVersion", "");
    }

    public static void main(String[] arguments) throws Exception {
        // A slow reader's own buffers should not hide for long that it is slow.
        System.setProperty("jdk.httpclient.windowsize", "65536");
        System.setProperty("jdk.internal.httpclient.disableHostnameVerification", "true");
        int watches = number(arguments, 1, 5_000);
        int connections = number(arguments, 2, 10);
        var load = new WatchLoad(Target.of(Path.of(arguments[0])), connections);
        load.open(watches);
        load.deliver(watches, number(arguments, 3, 200));
        load.ignoreOne(watches, number(arguments, 4, 0));
        System.exit(0);
    }

    private static int number(String[] arguments, int position, int otherwise) {
        return arguments.length > position ? Integer.parseInt(arguments[position]) : otherwise;
    }

    private void open(int watches) throws IOException {
        long before = target.resident();
        long began = System.nanoTime();
        for (int opened = 0; opened < watches; opened += AT_ONCE) {
            var opening = new ArrayList<CompletableFuture<?>>();
            for (int i = opened; i < Math.min(watches, opened + AT_ONCE); i++) {
                opening.add(watch(clients.get(i % clients.size()), new Counter(heard, false)));
            }
            opening.forEach(CompletableFuture::join);
        }
        System.out.printf(
                Locale.ROOT,
                "%d watches opened in %.1f s; the server grew from %d to %d MB: %.1f kB a watch%n",
                watches,
                (System.nanoTime() - began) / NANOS,
                before / 1024,
                target.resident() / 1024,
                (target.resident() - before) / (double) watches);
    }

    private CompletableFuture<HttpResponse<Boolean>> watch(HttpClient client, Counter counter) {
        return client.sendAsync(
                target.request(MAPS + "?watch=true&resourceVersion=" + revision).build(), head -> {
                    if (head.statusCode() != 200) {
                        throw new IllegalStateException("a watch is refused: " + head.statusCode());
                    }
                    return counter;
                });
    }

    private void deliver(int watches, int events) throws IOException, InterruptedException {
        Duration used = target.used();
        long began = System.nanoTime();
        write(events);
        double written = (System.nanoTime() - began) / NANOS;
        await((long) watches * events);
        double seconds = (System.nanoTime() - began) / NANOS;
        double micros = target.used().minus(used).toNanos() / 1e3;
        System.out.printf(
                Locale.ROOT,
                "%d events, written in %.1f s, heard by all after %.1f s: %.0f a second, %.1f us of the server's processor"
                        + " each, %d MB resident%n",
                heard.sum(),
                written,
                seconds,
                heard.sum() / seconds,
                micros / heard.sum(),
                target.resident() / 1024);
    }

    /** One watch takes nothing while the others hear of everything. */
    private void ignoreOne(int watches, int events) throws IOException, InterruptedException {
        if (events == 0) {
            return;
        }
        var slow = new Counter(new LongAdder(), true);
        watch(target.client(HttpClient.Version.HTTP_2), slow).join();
        long before = heard.sum();
        write(events);
        await(before + (long) watches * events);
        slow.wakeUp();
        boolean isDropped =
                slow.ended().completeOnTimeout(false, 30, TimeUnit.SECONDS).join();
        System.out.printf(
                Locale.ROOT,
                "while one watch did not listen, %d events were heard by each of the others; then it %s after %d events%n",
                events,
                isDropped ? "found its stream ended" : "went on",
                slow.lines());
    }

    private void write(int events) throws IOException, InterruptedException {
        for (int i = 0; i < events; i++) {
            String name = "load-" + System.nanoTime();
            target.send(writer, "POST", MAPS, "{\"metadata\":{\"name\":\"" + name + "\"},\"data\":{\"a\":\"b\"}}");
        }
    }

    private void await(long count) throws InterruptedException {
        long began = System.nanoTime();
        while (heard.sum() < count) {
            if (System.nanoTime() - began > 300 * NANOS) {
                throw new IllegalStateException("only " + heard.sum() + " of " + count + " events were heard");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
