package dev.wainwright.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.simulation.scenario.ScenarioFile.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioFileTest {
    @TempDir
    Path folder;

    @Test
    void manifestsAreFoundBesideTheScenarioAndInsideIt() throws IOException {
        Files.writeString(folder.resolve("ns.yaml"), "{apiVersion: v1, kind: Namespace, metadata: {name: shop}}");
        Reading reading = read("""
                manifests:
                  - path: ns.yaml
                  - inline: |
                      {apiVersion: v1, kind: Namespace, metadata: {name: lab}}
                steps:
                  - at: 1m
                    apply: {inline: "{apiVersion: v1, kind: Namespace, metadata: {name: late}}"}
                """);

        assertThat(reading.findings()).isEmpty();
        ScenarioFile file = reading.file().orElseThrow();
        assertThat(file.manifests()).extracting(each -> each.name()).containsExactly("shop", "lab");
        assertThat(file.applied().get(0)).extracting(each -> each.name()).containsExactly("late");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    steps: [{at: 1m}]                                             | spec.steps[0]: says when, but not what: add one of apply, delete, scale, patch, runDry, refill, interrupt, spotPrice, zoneDown, crash, throttle, replay
                    steps: [{at: 1m, crash: {process: x}}]                        | spec.steps[0].crash.process
                    steps: [{at: soon, refill: {}}]                               | spec.steps[0].at
                    steps: [{at: 1m, refill: {}, interrupt: {}}]                  | spec.steps[0]: has several actions (refill, interrupt)
                    steps: [{at: 1m, frobnicate: {}}]                             | spec.steps[0].frobnicate
                    manifests: [{}]                                               | spec.manifests[0]: needs either a path or inline documents
                    manifests: [{path: nowhere.yaml}]                             | nowhere.yaml
                    manifests: [{file: app.yaml}]                                 | unknown field: remove it, or use inline, path
                    model: {stages: {lunch: 3s}}                                  | spec.model.stages.lunch: "lunch" is no stage
                    model: {stages: {launch: soon}}                               | spec.model.stages.launch: "soon" is no time and no distribution
                    model: {images: [{name: a, size: big}]}                       | spec.model.images[0].size: "big" is not a quantity
                    steps: [{at: 1m, throttle: {perSecond: "0"}}]                 | spec.steps[0].throttle.perSecond: must be above 0
                    steps: [{at: 1m, spotPrice: {factor: "-2"}}]                  | spec.steps[0].spotPrice.factor: must be above 0
                    steps: [{at: 1m, spotPrice: {}}]                              | spec.steps[0].spotPrice.factor: required
                    steps: [{at: 1m, interrupt: {capacityType: on-demand}}]       | spec.steps[0].interrupt.capacityType: must be one of "spot", "*"
                    steps: [{at: 1m, interrupt: {period: 1m}}]                    | spec.steps[0].interrupt.period: unknown field
                    steps: [{at: 1m, refill: {left: 3}}]                          | spec.steps[0].refill.left: unknown field
                    steps: [{at: 1m, runDry: {factor: "3"}}]                      | spec.steps[0].runDry.factor: unknown field
                    steps: [{at: 1m, after: [HPA], refill: {}}]                   | spec.steps[0].after: "HPA" is not modelled
                    model: {trace: nowhere.json}                                  | spec.model.trace
                    until: 0s                                                     | spec.until: is over before it begins
                    expect: [{metric: podsReady}]                                 | spec.expect[0]: expects nothing
                    model: {preset: fast}                                         | spec.model.preset
                    """)
    void mistakesNameTheFieldAndTheWayOut(String spec, String message) throws IOException {
        Reading reading = read(spec + "\n");

        assertThat(reading.hasErrors()).isTrue();
        assertThat(reading.findings().toString()).contains("scenario.yaml").contains(message);
    }

    @Test
    void aMistakeInInlineDocumentsSaysWhereTheyStand() throws IOException {
        Reading reading = read("""
                manifests:
                  - inline: |
                      apiVersion: v1
                      kind: Namespace
                      metadata: {nam: shop}
                """);

        assertThat(reading.findings().toString())
                .contains("spec.manifests[0].inline")
                .contains("line 3");
    }

    private Reading read(String spec) throws IOException {
        Path file = folder.resolve("scenario.yaml");
        List<String> lines = spec.lines().map(line -> "  " + line).toList();
        Files.writeString(
                file,
                "apiVersion: wainwright.dev/v1alpha1\nkind: Scenario\nmetadata: {name: test}\nspec:\n"
                        + String.join("\n", lines)
                        + "\n");
        return ScenarioFile.read(file);
    }
}
