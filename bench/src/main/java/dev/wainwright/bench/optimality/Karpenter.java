package dev.wainwright.bench.optimality;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Karpenter's scheduler in a process of its own, at low priority, one question at a time. Answers are kept on disk, by what
 * was asked, because the large ones take minutes.
 *
 * @param limit how much processor time a question is worth; what else the machine does hardly changes it
 */
record Karpenter(Path binary, Path cache, Duration limit) {
    private static final int WALL_TO_CPU = 10;

    /** The file with the plan; empty when it was not finished within the limit or failed. */
    Optional<Path> ask(Question question) throws IOException, InterruptedException {
        Files.createDirectories(cache);
        Path answer = cache.resolve(question.spec().name() + "-" + digest(question) + ".json");
        Path late = Path.of(answer + ".late");
        if (Files.exists(answer)) {
            return Optional.of(answer);
        }
        if (Files.exists(late) && Long.parseLong(Files.readString(late).strip()) >= limit.toSeconds()) {
            return Optional.empty();
        }
        Path unfinished = Path.of(answer + ".part");
        if (run(question, unfinished)) {
            Files.move(unfinished, answer);
            return Optional.of(answer);
        }
        Files.deleteIfExists(unfinished);
        Files.writeString(late, limit.toSeconds() + "\n");
        return Optional.empty();
    }

    private boolean run(Question question, Path out) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                "nice",
                "-n",
                "19",
                binary.toString(),
                "-workers",
                "1",
                "-f",
                question.manifests().toString(),
                "-t",
                question.typesFile().toString());
        builder.environment().put("GOMAXPROCS", "1");
        Process process = builder.redirectOutput(out.toFile())
                .redirectError(new File(out + ".err"))
                .start();
        long start = System.nanoTime();
        while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
            Duration used = process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
            if (used.compareTo(limit) > 0 || System.nanoTime() - start > limit.toNanos() * WALL_TO_CPU) {
                process.destroyForcibly().waitFor();
                Files.deleteIfExists(Path.of(out + ".err"));
                return false;
            }
        }
        if (process.exitValue() != 0) {
            throw new IOException(
                    question.spec().name() + ": Karpenter failed: " + Files.readString(Path.of(out + ".err")));
        }
        Files.deleteIfExists(Path.of(out + ".err"));
        return true;
    }

    private static String digest(Question question) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (Path file : List.of(question.manifests(), question.typesFile())) {
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
