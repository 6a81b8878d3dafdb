package dev.wainwright.cli.up;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kubectl on the PATH, talking to one cluster. */
final class Kubectl {
    private static final Pattern VERSION = Pattern.compile("v\\d+\\.\\d+\\.\\d+");
    private static final long LIMIT_SECONDS = 60;

    private final Path kubeconfig;
    private final Path folder;
    private final Path home;
    private final Path files;

    /**
     * A kubectl for one cluster.
     *
     * @param folder where its commands run, so that they can name files
     * @param scratch for its caches and for what it prints
     */
    Kubectl(Path kubeconfig, Path folder, Path scratch) {
        this.kubeconfig = kubeconfig.toAbsolutePath();
        this.folder = folder;
        this.home = folderIn(scratch, "home");
        this.files = folderIn(scratch, "printed");
    }

    /** What a command left behind. */
    record Ran(int exit, String out, String err) {
        String all() {
            return out + err;
        }
    }

    private static Path folderIn(Path scratch, String name) {
        try {
            return Files.createDirectories(scratch.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole version of the kubectl on the PATH. */
    String version() {
        Ran ran = run(List.of("version", "--client"));
        Matcher matcher = VERSION.matcher(ran.all());
        if (!matcher.find()) {
            throw new IllegalStateException("no version in what kubectl says: " + ran);
        }
        return matcher.group().substring(1);
    }

    /** Runs one command to its end. */
    Ran run(List<String> arguments) {
        try {
            return start(arguments);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "no kubectl on the PATH; these tests need one of 1.20 or newer"
                            + " (apt-get install kubernetes-client, or https://kubernetes.io/docs/tasks/tools)",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Ran start(List<String> arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(files, "out", ".txt");
        Path err = Files.createTempFile(files, "err", ".txt");
        Process process = builder(arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("kubectl " + String.join(" ", arguments) + " did not end");
        }
        var ran = new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        return ran;
    }

    /** A command that its caller starts and reads. */
    ProcessBuilder builder(List<String> arguments) {
        var words = new ArrayList<String>();
        words.add("kubectl");
        words.addAll(arguments);
        var builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().put("HOME", home.toString());
        builder.environment().put("TZ", "UTC");
        builder.environment().remove("KUBECTL_EXTERNAL_DIFF");
        return builder;
    }
}
