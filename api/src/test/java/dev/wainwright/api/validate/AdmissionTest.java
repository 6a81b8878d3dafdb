package dev.wainwright.api.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.crd.Crd;
import dev.wainwright.api.crd.Crds;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.schema.SchemaCheck;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What we take the real API server takes, and what we refuse it refuses: schema, defaults, unknown fields and rules
 * together, on requests whose verdicts came from Kubernetes' own code ({@code bench/peers/admission}).
 */
class AdmissionTest {
    private static final Path REQUESTS = Path.of("src/test/resources/admission.jsonl");

    @ParameterizedTest
    @MethodSource("kinds")
    void verdictsAreThoseOfKubernetesItself(Kind kind) throws IOException {
        List<Tree.Mapping> requests = requests(kind);
        for (Tree.Mapping request : requests) {
            List<Finding> findings = findings(kind, request);
            assertThat(findings.isEmpty())
                    .as("%s, of which we say %s", Json.print(request), findings)
                    .isEqualTo(isAccepted(request));
        }

        assertThat(requests).anyMatch(AdmissionTest::isAccepted).anyMatch(request -> !isAccepted(request));
    }

    @Test
    void everyKindHasRequests() throws IOException {
        for (Crd crd : Crds.all()) {
            assertThat(requests(crd.kind())).as(crd.name()).hasSizeGreaterThan(50);
        }
    }

    private static List<Finding> findings(Kind kind, Tree.Mapping request) {
        var checked = SchemaCheck.check(request.mapping("object"), kind.schema().get());
        var findings = new ArrayList<>(checked.findings());
        if (findings.isEmpty()) {
            Tree.Mapping old = request.get("old") instanceof Tree.Mapping before ? before : null;
            findings.addAll(new PublishedRules(kind.schema()).validate(checked.object(), old));
        }
        return findings;
    }

    private static boolean isAccepted(Tree.Mapping request) {
        return Objects.requireNonNull(request.get("accepted")).equals(new Tree.Bool(true, 0));
    }

    private static List<Tree.Mapping> requests(Kind kind) throws IOException {
        try (Stream<String> lines = Files.lines(REQUESTS)) {
            return lines.map(line -> (Tree.Mapping) Json.parse(line))
                    .filter(request -> request.text("kind", "").equals(kind.kind()))
                    .toList();
        }
    }

    static Stream<Kind> kinds() {
        return Crds.all().stream().map(Crd::kind).map(kind -> Kinds.of(kind.type()));
    }
}
