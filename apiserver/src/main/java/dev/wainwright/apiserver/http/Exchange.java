package dev.wainwright.apiserver.http;

import dev.wainwright.apiserver.access.User;
import dev.wainwright.apiserver.rest.RequestInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A request and what became of it.
 *
 * @param uri path and parameters as they came
 * @param user who asked; the anonymous one also when a token was unknown
 * @param impersonated as whom he asked, if as somebody else
 * @param source the address that the request came from
 * @param received when, by the machine's clock
 * @param took until the last byte of the answer had gone out
 * @param annotations what policies want to be written down
 */
public record Exchange(
        String method,
        String uri,
        RequestInfo info,
        boolean dryRun,
        String contentType,
        User user,
        Optional<User> impersonated,
        String source,
        String userAgent,
        int code,
        Instant received,
        Duration took,
        Map<String, String> annotations) {
    public Exchange {
        annotations = Map.copyOf(annotations);
    }
}
