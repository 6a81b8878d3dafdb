package dev.wainwright.cloud.aws;

import dev.wainwright.cloud.ec2.Response;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Several requests at once, and their answers when all are there. */
final class Together {
    private Together() {}

    /** @param answer gets the responses in the order of the requests */
    static <T> void ask(List<Consumer<Consumer<Response<T>>>> requests, Consumer<List<Response<T>>> answer) {
        if (requests.isEmpty()) {
            answer.accept(List.of());
            return;
        }
        var responses = new ArrayList<@Nullable Response<T>>();
        requests.forEach(request -> responses.add(null));
        int[] missing = {requests.size()};
        for (int i = 0; i < requests.size(); i++) {
            int at = i;
            requests.get(i).accept(response -> {
                boolean last;
                synchronized (responses) {
                    responses.set(at, response);
                    last = --missing[0] == 0;
                }
                if (last) {
                    var all = new ArrayList<Response<T>>();
                    for (Response<T> each : responses) {
                        if (each != null) {
                            all.add(each);
                        }
                    }
                    answer.accept(all);
                }
            });
        }
    }

    /** All lists as one without repetitions, or the first error. */
    static <T> Response<List<T>> merged(List<Response<List<T>>> responses) {
        var all = new LinkedHashSet<T>();
        for (Response<List<T>> response : responses) {
            switch (response) {
                case Response.Ok<List<T>> ok -> all.addAll(ok.value());
                case Response.Failed<List<T>> failed -> {
                    return failed;
                }
            }
        }
        return Response.ok(List.copyOf(all));
    }
}
