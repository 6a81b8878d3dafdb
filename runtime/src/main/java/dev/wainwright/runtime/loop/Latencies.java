package dev.wainwright.runtime.loop;

import dev.wainwright.runtime.cache.Caches.Delays;
import java.time.Duration;

/** How long things take in a world whose time is made up; in a real one all of it is zero. */
public interface Latencies {
    /** Nothing takes any time but what really passes. */
    Latencies NONE = fixed(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** From the decision until the effect happens. */
    Duration request(Effect effect);

    /** From then until the controller knows. */
    Duration response(Effect effect);

    /** Lists, and events on their way. */
    Delays delays();

    static Latencies fixed(Duration request, Duration response, Duration watch) {
        var delays = new Delays(request.plus(response), watch);
        return new Latencies() {
            @Override
            public Duration request(Effect effect) {
                return request;
            }

            @Override
            public Duration response(Effect effect) {
                return response;
            }

            @Override
            public Delays delays() {
                return delays;
            }
        };
    }
}
