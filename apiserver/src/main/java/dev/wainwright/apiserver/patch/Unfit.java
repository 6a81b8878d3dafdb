package dev.wainwright.apiserver.patch;

import dev.wainwright.runtime.store.Refusal;
import java.util.List;

/** A patch that cannot be applied; caught at this package's door. */
final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Refusal why;

    Unfit(Refusal why) {
        super(why.message());
        this.why = why;
    }

    static Unfit badRequest(String message) {
        return new Unfit(new Refusal.BadRequest(message));
    }

    /** The server answers so whenever a JSON patch does not fit the object; it does not say where. */
    static Unfit rejected() {
        return new Unfit(
                new Refusal.Invalid("the server rejected our request due to an error in our request", List.of()));
    }

    static Unfit failed(String message) {
        return new Unfit(new Refusal.ServerError(message));
    }

    Refusal why() {
        return why;
    }
}
