package dev.wainwright.cloud.ec2;

import java.util.function.Function;

/** What AWS answered: what was asked for, or an error. */
public sealed interface Response<T> {
    /** It was done. */
    record Ok<T>(T value) implements Response<T> {}

    /** It was not. */
    record Failed<T>(Ec2Error error) implements Response<T> {}

    static <T> Response<T> ok(T value) {
        return new Ok<>(value);
    }

    static <T> Response<T> failed(String code, String message) {
        return new Failed<>(new Ec2Error(code, message));
    }

    default <R> Response<R> map(Function<T, R> change) {
        return switch (this) {
            case Ok<T> ok -> new Ok<>(change.apply(ok.value()));
            case Failed<T> failed -> new Failed<>(failed.error());
        };
    }
}
