package dev.wainwright.apiserver.admission;

import dev.wainwright.api.BuiltInResources;
import dev.wainwright.api.Kind;
import dev.wainwright.api.Resource;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What the real server was asked and answered; see {@code bench/peers/kubernetes/admission}. */
final class Recorded {
    static final String NAMESPACE = "rules";

    private Recorded() {}

    /** One exchange. */
    record Case(String name, Tree.Mapping before, Tree.Mapping request, int code, Tree.Mapping answer) {
        Kind kind() {
            // Two cases ask for a kind that the URL does not name.
            String wrong = request.text("kind", "");
            String version = request.text("apiVersion", "").replace("apps/v2", "apps/v1");
            return Recorded.kind(version, wrong.equals("Foo") ? "Deployment" : wrong);
        }

        Incoming incoming(String name) {
            return new Incoming(kind(), kind().namespaced() ? NAMESPACE : "", name, FieldValidation.STRICT, List.of());
        }
    }

    static List<Case> of(String file) {
        String resource = "/admission/" + file + ".json";
        try (var in = Objects.requireNonNull(Recorded.class.getResourceAsStream(resource), resource);
                var text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return ((Tree.Sequence) Json.read(text))
                    .items().stream()
                            .map(item -> (Tree.Mapping) item)
                            .map(each -> new Case(
                                    each.text("case", ""),
                                    each.mapping("before"),
                                    each.mapping("request"),
                                    ((Tree.Numeral) Objects.requireNonNull(each.get("code")))
                                            .value()
                                            .intValue(),
                                    each.mapping("answer")))
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Kind kind(String apiVersion, String kind) {
        return BuiltInResources.all().stream()
                .filter(Resource::isStored)
                .map(Resource::kind)
                .filter(each ->
                        each.apiVersion().equals(apiVersion) && each.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(apiVersion + " " + kind));
    }
}
