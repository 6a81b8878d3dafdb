package dev.wainwright.apiserver.http;

import dev.wainwright.apiserver.access.User;
import dev.wainwright.apiserver.rest.Accepted;
import dev.wainwright.apiserver.rest.Answer;
import dev.wainwright.apiserver.rest.Api;
import dev.wainwright.apiserver.rest.ApiRequest;
import dev.wainwright.apiserver.rest.Format;
import dev.wainwright.apiserver.rest.Notes;
import dev.wainwright.apiserver.rest.Query;
import dev.wainwright.apiserver.rest.RequestInfo;
import dev.wainwright.apiserver.rest.WatchFeed;
import dev.wainwright.runtime.store.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One HTTP exchange: the request as a value, the answer as bytes or as a stream. */
final class ApiHandler extends Handler.Abstract {
    /** As large as an object of Kubernetes may be, and room for a list of many. */
    private static final int LARGEST_BODY = 3 * 1024 * 1024;

    private static final byte[] NOTHING = {};

    private final Api api;
    private final Users users;
    private final Executor workers;
    private final Faults faults = new Faults();
    private final Exchanges exchanges;

    ApiHandler(Api api, Users users, Executor workers, Exchanges exchanges) {
        this.exchanges = exchanges;
        this.api = api;
        this.users = users;
        this.workers = workers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        Instant received = Instant.now();
        long begin = System.nanoTime();
        Optional<User> user = users.of(header(request, HttpHeader.AUTHORIZATION), certificate(request));
        User asker = impersonated(request, user.orElse(User.ANONYMOUS));
        Optional<Query> query = query(request);
        var notes = new Notes();
        Runnable answered = () -> exchanges.answered(exchange(
                request,
                query.orElse(Query.NONE),
                user.orElse(User.ANONYMOUS),
                asker,
                response.getStatus(),
                received,
                Duration.ofNanos(System.nanoTime() - begin),
                notes));
        Answer answer = user.isEmpty()
                ? Answer.refused(new Refusal.Unauthorized("Unauthorized"))
                : query.isEmpty() ? badlyEncoded() : answer(request, query.get(), asker, notes);
        // Told before the exchange is completed: afterwards Jetty takes request and response back.
        send(answer, request, response, Callback.from(answered, callback));
        return true;
    }

    private static Answer badlyEncoded() {
        return Answer.refused(
                new Refusal.BadRequest("the request cannot be understood: its parameters are badly encoded"));
    }

    private Answer answer(Request request, Query query, User asker, Notes notes) throws IOException {
        byte[] body = body(request);
        if (body.length > LARGEST_BODY) {
            return Answer.refused(new Refusal.TooLarge("Request entity too large: limit is " + LARGEST_BODY));
        }
        try {
            return api.handle(new ApiRequest(
                    request.getMethod(),
                    request.getHttpURI().getDecodedPath(),
                    query,
                    accept(request),
                    header(request, HttpHeader.CONTENT_TYPE),
                    header(request, HttpHeader.USER_AGENT),
                    header(request, HttpHeader.IF_NONE_MATCH),
                    new ApiRequest.Body(body),
                    asker,
                    notes));
        } catch (IllegalArgumentException e) {
            return Answer.refused(new Refusal.BadRequest("the request cannot be understood: " + e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            faults.happened(request.getMethod(), request.getHttpURI().getDecodedPath(), e);
            return Answer.refused(new Refusal.ServerError("this is a fault in wain, not in your request: " + e));
        }
    }

    /** Read once; empty when it is badly encoded. */
    private static Optional<Query> query(Request request) {
        String query = request.getHttpURI().getQuery();
        try {
            return Optional.of(query == null ? Query.NONE : Query.parse(query));
        } catch (IllegalArgumentException badlyEncoded) {
            return Optional.empty();
        }
    }

    private static Exchange exchange(
            Request request,
            Query query,
            User user,
            User asker,
            int code,
            Instant received,
            Duration took,
            Notes notes) {
        return new Exchange(
                request.getMethod(),
                request.getHttpURI().getPathQuery(),
                RequestInfo.of(request.getMethod(), request.getHttpURI().getDecodedPath(), query),
                !query.texts("dryRun").isEmpty(),
                header(request, HttpHeader.CONTENT_TYPE),
                user,
                asker.equals(user) ? Optional.empty() : Optional.of(asker),
                Request.getRemoteAddr(request),
                header(request, HttpHeader.USER_AGENT),
                code,
                received,
                took,
                notes.annotations());
    }

    /** Administrators may ask as if they were somebody else, to see what he would get ({@code kubectl --as}). */
    private static User impersonated(Request request, User user) {
        String name = request.getHeaders().get("Impersonate-User");
        if (name == null || !user.isAdmin()) {
            return user;
        }
        var groups = new ArrayList<>(request.getHeaders().getValuesList("Impersonate-Group"));
        groups.add("system:authenticated");
        return new User(name, groups);
    }

    /** To its end, but hardly further than the limit. */
    private static byte[] body(Request request) throws IOException {
        if (request.getLength() == 0) {
            return NOTHING;
        }
        try (InputStream in = Request.asInputStream(request)) {
            // Who says how much comes spares us a buffer for more.
            int most = LARGEST_BODY + 1;
            long said = request.getLength();
            return in.readNBytes(said > 0 && said < most ? (int) said : most);
        }
    }

    private static String accept(Request request) {
        return String.join(",", request.getHeaders().getValuesList(HttpHeader.ACCEPT));
    }

    private static String header(Request request, HttpHeader name) {
        String value = request.getHeaders().get(name);
        return value == null ? "" : value;
    }

    private static Optional<X509Certificate> certificate(Request request) {
        return request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE) instanceof EndPoint.SslSessionData session
                        && session.peerCertificates() != null
                        && session.peerCertificates().length > 0
                ? Optional.of(session.peerCertificates()[0])
                : Optional.empty();
    }

    private void send(Answer answer, Request request, Response response, Callback callback) {
        switch (answer) {
            case Answer.Document document -> {
                document.warnings()
                        .forEach(text ->
                                response.getHeaders().add("Warning", "299 - \"" + text.replace("\"", "\\\"") + '"'));
                Format format = Accepted.formatOf(accept(request), document.content());
                byte[] bytes = format.bytes(document.content());
                send(document.code(), format.mediaType(), bytes, request, response, callback);
            }
            case Answer.Bytes ready -> {
                if (!ready.entityTag().isEmpty()) {
                    response.getHeaders().put(HttpHeader.ETAG, ready.entityTag());
                    response.getHeaders().put(HttpHeader.VARY, "Accept");
                }
                send(ready.code(), ready.contentType(), ready.content(), request, response, callback);
            }
            case Answer.Parts parts -> send(parts, request, response, callback);
            case Answer.NotModified same -> {
                response.getHeaders().put(HttpHeader.ETAG, same.entityTag());
                response.setStatus(304);
                response.write(true, ByteBuffer.allocate(0), callback);
            }
            case Answer.Stream stream -> {
                // Clients that try web sockets first (fabric8) take an answer without them, that ends, as a sign to go
                // on
                // without; one that does not end they would read for ever.
                if (header(request, HttpHeader.UPGRADE).equalsIgnoreCase("websocket")) {
                    send(200, Format.JSON.mediaType(), NOTHING, request, response, callback);
                } else {
                    stream(stream.feed(), request, response, callback);
                }
            }
        }
    }

    private static void send(
            int code, String type, byte[] bytes, Request request, Response response, Callback callback) {
        response.setStatus(code);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
        boolean isHead = request.getMethod().equals("HEAD");
        response.write(true, ByteBuffer.wrap(isHead ? new byte[0] : bytes), callback);
    }

    /** On the request's own thread, which waits while the listener does not keep up. */
    private static void send(Answer.Parts parts, Request request, Response response, Callback callback) {
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, parts.contentType());
        if (request.getMethod().equals("HEAD")) {
            response.write(true, ByteBuffer.allocate(0), callback);
            return;
        }
        try (OutputStream out = Content.Sink.asOutputStream(response)) {
            while (parts.content().hasNext()) {
                out.write(parts.content().next());
            }
        } catch (IOException e) {
            callback.failed(e);
            return;
        }
        callback.succeeded();
    }

    private void stream(WatchFeed feed, Request request, Response response, Callback callback) {
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, feed.contentType());
        request.addFailureListener(failure -> feed.end());
        var timer = request.getComponents()
                .getScheduler()
                .schedule(feed::end, feed.timeout().toMillis(), TimeUnit.MILLISECONDS);
        // Headers go out at once: a client must know that the watch stands before anything happens.
        response.write(false, ByteBuffer.allocate(0), new Sent(sent -> {
            if (sent) {
                feed.start(new ResponseSink(response, callback, timer::cancel), workers);
            } else {
                callback.succeeded();
            }
        }));
    }

    /** Hears from Jetty whether bytes went out. */
    private record Sent(WatchFeed.Done done) implements Callback {
        @Override
        public void succeeded() {
            done.sent(true);
        }

        @Override
        public void failed(Throwable cause) {
            done.sent(false);
        }
    }

    private record ResponseSink(Response response, Callback callback, Runnable ended) implements WatchFeed.Sink {
        @Override
        public void send(byte[] chunk, WatchFeed.Done done) {
            response.write(false, ByteBuffer.wrap(chunk), new Sent(done));
        }

        @Override
        public void end() {
            ended.run();
            response.write(
                    true, ByteBuffer.allocate(0), Callback.from(callback::succeeded, failure -> callback.succeeded()));
        }
    }
}
