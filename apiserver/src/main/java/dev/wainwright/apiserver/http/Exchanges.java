package dev.wainwright.apiserver.http;

import java.util.List;

/** Hears of every request when its answer has gone out, watches when they end. Called on the server's threads: be quick. */
@FunctionalInterface
public interface Exchanges {
    void answered(Exchange exchange);

    static Exchanges all(List<Exchanges> listeners) {
        List<Exchanges> all = List.copyOf(listeners);
        return exchange -> all.forEach(each -> each.answered(exchange));
    }
}
