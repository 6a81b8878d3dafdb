package dev.wainwright.cli.up;

import dev.wainwright.cli.up.Kubectl.Ran;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plays scenes on one cluster. */
final class Stage {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Kubectl kubectl;
    private final String version;

    Stage(Kubectl kubectl) {
        this.kubectl = kubectl;
        this.version = kubectl.version();
    }

    String version() {
        return version;
    }

    /** The answers to all commands of a scene. */
    Map<String, Transcript.Answer> play(Scene scene) {
        String namespace = scene.namespace();
        kubectl.run(List.of("delete", "namespace", namespace, "--ignore-not-found"));
        kubectl.run(List.of("create", "namespace", namespace));
        until(List.of("-n", namespace, "get", "serviceaccount,configmap", "-o", "name"), "kube-root-ca.crt");
        until(List.of("-n", namespace, "get", "serviceaccount", "-o", "name"), "default");
        var answers = new LinkedHashMap<String, Transcript.Answer>();
        for (Scene.Step step : scene.steps()) {
            switch (step) {
                case Scene.Step.Until until -> until(words(scene, until.command()), until.text());
                case Scene.Step.Typed typed -> {
                    Ran ran = kubectl.run(words(scene, typed.command()));
                    answers.put(Transcript.entry(answers, typed.command()), Transcript.Answer.of(ran));
                }
            }
        }
        kubectl.run(List.of("delete", "namespace", namespace, "--wait=false"));
        return answers;
    }

    private static List<String> words(Scene scene, String command) {
        var words = new ArrayList<>(List.of("-n", scene.namespace()));
        words.addAll(Scene.words(command));
        return words;
    }

    /** Asks until the answer has {@code text}; what follows shows whether it ever came. */
    private void until(List<String> words, String text) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!kubectl.run(words).all().contains(text) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
