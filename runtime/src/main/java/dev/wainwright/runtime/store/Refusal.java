package dev.wainwright.runtime.store;

import java.time.Duration;
import java.util.List;

/** Why an API server did not do what it was asked, in the terms of Kubernetes' Status. */
public sealed interface Refusal {
    /** In words, as Kubernetes puts it. */
    String message();

    /** The HTTP status. */
    int code();

    /** Status.reason, the part that programs compare. */
    String reason();

    /** Whether nobody knows if the request was carried out. */
    default boolean isUnknown() {
        return false;
    }

    /** The request makes no sense. */
    record BadRequest(String message) implements Refusal {
        @Override
        public int code() {
            return 400;
        }

        @Override
        public String reason() {
            return "BadRequest";
        }
    }

    /** Policy does not allow it, for example because the namespace is terminating. */
    record Forbidden(String message) implements Refusal {
        @Override
        public int code() {
            return 403;
        }

        @Override
        public String reason() {
            return "Forbidden";
        }
    }

    /** An admission policy says no; code and reason are the policy's own. {@code why} is the part after the object's name. */
    record Denied(String message, int code, String reason, String why) implements Refusal {}

    /** There is no such object. */
    record NotFound(String message) implements Refusal {
        @Override
        public int code() {
            return 404;
        }

        @Override
        public String reason() {
            return "NotFound";
        }
    }

    /** There is no such operation on this kind. */
    record MethodNotAllowed(String message) implements Refusal {
        @Override
        public int code() {
            return 405;
        }

        @Override
        public String reason() {
            return "MethodNotAllowed";
        }
    }

    /** The name is taken. */
    record AlreadyExists(String message) implements Refusal {
        @Override
        public int code() {
            return 409;
        }

        @Override
        public String reason() {
            return "AlreadyExists";
        }
    }

    /** The answer cannot be given in any of the formats asked for. */
    record NotAcceptable(String message) implements Refusal {
        @Override
        public int code() {
            return 406;
        }

        @Override
        public String reason() {
            return "NotAcceptable";
        }
    }

    /** Nobody has said who he is. */
    record Unauthorized(String message) implements Refusal {
        @Override
        public int code() {
            return 401;
        }

        @Override
        public String reason() {
            return "Unauthorized";
        }
    }

    /** Somebody else changed the object in between, or a precondition does not hold. */
    record Conflict(String message) implements Refusal {
        @Override
        public int code() {
            return 409;
        }

        @Override
        public String reason() {
            return "Conflict";
        }
    }

    /** Others own fields that an apply wants to set otherwise; each cause names a field and its owner. */
    record ApplyConflict(String message, List<Cause> causes) implements Refusal {
        public ApplyConflict {
            causes = List.copyOf(causes);
        }

        @Override
        public int code() {
            return 409;
        }

        @Override
        public String reason() {
            return "Conflict";
        }
    }

    /** The revision asked for is forgotten: list anew. */
    record Gone(String message) implements Refusal {
        @Override
        public int code() {
            return 410;
        }

        @Override
        public String reason() {
            return "Expired";
        }
    }

    /** The body, or a part of what was asked for, is too large. */
    record TooLarge(String message) implements Refusal {
        @Override
        public int code() {
            return 413;
        }

        @Override
        public String reason() {
            return "RequestEntityTooLarge";
        }
    }

    /** The body is in a format that the kind does not take. */
    record UnsupportedMediaType(String message) implements Refusal {
        @Override
        public int code() {
            return 415;
        }

        @Override
        public String reason() {
            return "UnsupportedMediaType";
        }
    }

    /** The object breaks its kind's rules. */
    record Invalid(String message, List<Cause> causes) implements Refusal {
        public Invalid {
            causes = List.copyOf(causes);
        }

        @Override
        public int code() {
            return 422;
        }

        @Override
        public String reason() {
            return "Invalid";
        }
    }

    /** One broken rule: {@code type} such as FieldValueInvalid, {@code field} such as {@code spec.replicas}. */
    record Cause(String type, String field, String message) {}

    /** Too many requests, or a disruption budget that allows no eviction now; {@code retryAfter} may be zero. */
    record TooManyRequests(String message, Duration retryAfter) implements Refusal {
        @Override
        public int code() {
            return 429;
        }

        @Override
        public String reason() {
            return "TooManyRequests";
        }
    }

    /** The server failed; nothing was changed. */
    record ServerError(String message) implements Refusal {
        @Override
        public int code() {
            return 500;
        }

        @Override
        public String reason() {
            return "InternalError";
        }
    }

    /** The server cannot be reached; nothing was changed. */
    record Unavailable(String message) implements Refusal {
        @Override
        public int code() {
            return 503;
        }

        @Override
        public String reason() {
            return "ServiceUnavailable";
        }
    }

    /** No answer came; the change may have been made. */
    record Timeout(String message) implements Refusal {
        @Override
        public int code() {
            return 504;
        }

        @Override
        public String reason() {
            return "Timeout";
        }

        @Override
        public boolean isUnknown() {
            return true;
        }
    }
}
