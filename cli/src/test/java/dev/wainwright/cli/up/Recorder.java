package dev.wainwright.cli.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps what a real control plane answers: {@code Recorder KUBECONFIG PEERS-FOLDER OUT-FOLDER [SCENE…]}. */
final class Recorder {
    private static final Pattern SERVER = Pattern.compile("\"gitVersion\": ?\"(v[^\"]+)\"");

    private Recorder() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        Path scratch = Files.createTempDirectory("kubectl");
        var kubectl = new Kubectl(Path.of(arguments[0]), folder.resolve("manifests"), scratch);
        var stage = new Stage(kubectl);
        Matcher server =
                SERVER.matcher(kubectl.run(List.of("get", "--raw", "/version")).out());
        if (!server.find()) {
            throw new IOException("no server answers at " + arguments[0]);
        }
        String header = "# kubectl " + stage.version() + ", server " + server.group(1);
        Path out = Files.createDirectories(Path.of(arguments[2]));
        List<String> wanted = List.of(arguments).subList(3, arguments.length);
        for (Scene scene : Scene.all(folder.resolve("scenes"))) {
            if (wanted.isEmpty() || wanted.contains(scene.name())) {
                var transcript = new Transcript(header, stage.play(scene));
                Files.writeString(out.resolve(scene.name() + ".txt"), transcript.text());
                System.out.println(scene.name() + ": " + transcript.answers().size() + " commands");
            }
        }
    }
}
