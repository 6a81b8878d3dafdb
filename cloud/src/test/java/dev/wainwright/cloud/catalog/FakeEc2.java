package dev.wainwright.cloud.catalog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.wainwright.cloud.ec2.Credentials;
import dev.wainwright.cloud.ec2.Ec2Query;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An EC2 endpoint on loopback that answers with prepared pages and remembers what it was asked. */
final class FakeEc2 implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, List<String>> pages = new HashMap<>();
    private final List<Map<String, String>> requests = new ArrayList<>();
    private int status = 200;

    FakeEc2() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** What the pages of a list hold; each page but the last points to the next. */
    FakeEc2 pages(String action, String list, String... contents) {
        var bodies = new ArrayList<String>();
        for (int i = 0; i < contents.length; i++) {
            String next = i + 1 < contents.length ? "<nextToken>" + (i + 1) + "</nextToken>" : "";
            bodies.add(
                    "<%1$sResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15\"><%2$s>%3$s</%2$s>%4$s</%1$sResponse>"
                            .formatted(action, list, contents[i], next));
        }
        pages.put(action, bodies);
        return this;
    }

    /** Every answer is this. */
    FakeEc2 always(int newStatus, String body) {
        status = newStatus;
        for (String action :
                List.of("DescribeInstanceTypes", "DescribeInstanceTypeOfferings", "DescribeSpotPriceHistory")) {
            pages.put(action, List.of(body));
        }
        return this;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    Ec2Query client() {
        return new Ec2Query(uri(), "us-east-1", Credentials.ANYBODY, InstantSource.fixed(Instant.EPOCH));
    }

    List<Map<String, String>> requests(String action) {
        return requests.stream()
                .filter(request -> action.equals(request.get("Action")))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> request = Arrays.stream(form.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
        request.put("authorization", exchange.getRequestHeaders().getFirst("Authorization"));
        requests.add(request);
        List<String> bodies = pages.getOrDefault(request.get("Action"), List.of(""));
        int page = Integer.parseInt(request.getOrDefault("NextToken", "0"));
        byte[] body = bodies.get(page).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
