package dev.wainwright.apiserver.admission;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.crd.Customs;
import dev.wainwright.runtime.store.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Bad objects: what the real server says of them, and what ours says. */
class RefusalsTest {
    private static final String STRUCTURES = "the real one adds how its own structures differ";

    /** What differs, and why. */
    private static final Map<String, String> KNOWN = Map.of(
            "pod-volume-hostpath-type", "the real one stops at the missing path, ours goes on",
            "pod-priority-class", "refused by the store, which knows the classes",
            "pod-priority-number", "the number given is overwritten",
            "pod-service-account", "simulated pods need no account",
            "pod-capabilities", "the recording server forbids privileged pods, which others allow",
            "job-selector", "the labels made of the uid are put in when the job is stored",
            "service-cluster-ip-range", "addresses are given out when the service is stored",
            "secret-dockercfg", "the content of secrets is not looked into");

    @Test
    void badObjectsAreRefusedInTheRealServersWords() {
        var differing = new ArrayList<String>();
        List<Recorded.Case> cases = Recorded.of("refused");
        for (Recorded.Case each : cases) {
            Optional<Refusal> refusal = new Documents(new Customs())
                    .create(each.incoming(""), each.request())
                    .refusal();
            Optional<String> difference = compare(each, refusal);
            if (KNOWN.containsKey(each.name())) {
                assertThat(difference).as(each.name()).isPresent();
            } else {
                difference.ifPresent(differing::add);
            }
        }
        assertThat(differing).as("of " + cases.size()).isEmpty();
    }

    /** Changes that differ, and why. */
    private static final Map<String, String> KNOWN_CHANGES = Map.ofEntries(
            entry("deployment-version-old", "the store compares revisions"),
            entry("deployment-version-word", "the store compares revisions, as texts"),
            entry("job-selector", "the real one lists one of its causes twice"),
            entry("pod-command", STRUCTURES),
            entry("pod-env", STRUCTURES),
            entry("pod-resources", STRUCTURES),
            entry("pod-node-selector", STRUCTURES),
            entry("job-template", STRUCTURES),
            entry("pvc-access", STRUCTURES),
            entry("pvc-storage", STRUCTURES),
            entry("pvc-class", STRUCTURES),
            entry("pv-source", STRUCTURES));

    @Test
    void changesThatAreNotAllowedAreRefusedInTheRealServersWords() {
        var differing = new ArrayList<String>();
        List<Recorded.Case> cases = Recorded.of("updates");
        for (Recorded.Case each : cases) {
            KubeObject before = Codec.read(each.kind(), each.before(), new Interner());
            Optional<Refusal> refusal = new Documents(new Customs())
                    .update(each.incoming(before.name()), before, each.request())
                    .refusal();
            Optional<String> difference = each.code() < 300 ? refusal.map(Refusal::message) : compare(each, refusal);
            if (KNOWN_CHANGES.containsKey(each.name())) {
                assertThat(difference).as(each.name()).isPresent();
            } else {
                difference.ifPresent(differing::add);
            }
        }
        assertThat(differing).as("of " + cases.size()).isEmpty();
    }

    private static Optional<String> compare(Recorded.Case each, Optional<Refusal> refusal) {
        String wanted = each.code() + " " + each.answer().text("message", "");
        String got = refusal.map(why -> why.code() + " " + why.message()).orElse("accepted");
        if (!got.equals(wanted)) {
            return Optional.of(each.name() + "\n    wanted " + wanted + "\n    got    " + got + "\n");
        }
        List<Refusal.Cause> causes = refusal.get() instanceof Refusal.Invalid invalid ? invalid.causes() : List.of();
        List<Refusal.Cause> expected = each.answer().mapping("details").items("causes").stream()
                .map(item -> (Tree.Mapping) item)
                .map(cause ->
                        new Refusal.Cause(cause.text("reason", ""), cause.text("field", ""), cause.text("message", "")))
                .toList();
        return causes.equals(expected)
                ? Optional.empty()
                : Optional.of(each.name() + "\n    wanted " + expected + "\n    got    " + causes + "\n");
    }
}
