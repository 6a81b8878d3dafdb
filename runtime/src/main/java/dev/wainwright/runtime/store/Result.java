package dev.wainwright.runtime.store;

import java.util.Optional;
import java.util.function.Function;

/** An answer, or why there is none. */
public sealed interface Result<T> {
    /** It was done. */
    record Ok<T>(T answer) implements Result<T> {}

    /** It was not done. */
    record Refused<T>(Refusal why) implements Result<T> {}

    static <T> Result<T> ok(T value) {
        return new Ok<>(value);
    }

    static <T> Result<T> refused(Refusal why) {
        return new Refused<>(why);
    }

    default boolean isOk() {
        return this instanceof Ok;
    }

    /** The answer, if there is one. */
    default Optional<T> toOptional() {
        return this instanceof Ok<T> ok ? Optional.of(ok.answer()) : Optional.empty();
    }

    /** Why there is no answer, if there is none. */
    default Optional<Refusal> refusal() {
        return this instanceof Refused<T> refused ? Optional.of(refused.why()) : Optional.empty();
    }

    /** The answer; {@link IllegalStateException} with the refusal's words when there is none. */
    default T orThrow() {
        return switch (this) {
            case Ok<T> ok -> ok.answer();
            case Refused<T> refused ->
                throw new IllegalStateException(
                        refused.why().reason() + ": " + refused.why().message());
        };
    }

    /** The same refusal, or what {@code change} makes of the answer. */
    default <R> Result<R> then(Function<T, Result<R>> change) {
        return switch (this) {
            case Ok<T> ok -> change.apply(ok.answer());
            case Refused<T> refused -> new Refused<>(refused.why());
        };
    }
}
