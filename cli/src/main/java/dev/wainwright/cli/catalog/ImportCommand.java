package dev.wainwright.cli.catalog;

import dev.wainwright.cli.shell.Action;
import dev.wainwright.cli.shell.Exit;
import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cli.shell.Progress;
import dev.wainwright.cli.shell.Terminal;
import dev.wainwright.cloud.catalog.CatalogException;
import dev.wainwright.cloud.catalog.CatalogImport;
import dev.wainwright.cloud.ec2.Credentials;
import dev.wainwright.cloud.ec2.Ec2Exception;
import dev.wainwright.cloud.ec2.Ec2Query;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wain catalog import}. */
@Command(
        name = "import",
        header = "Write a catalogue from what an EC2 API says",
        description = {
            "",
            "Asks an EC2 API which instance types a region has, in which zones, and what they cost on the spot market"
                    + " (DescribeInstanceTypes, DescribeInstanceTypeOfferings, DescribeSpotPriceHistory), and writes it as"
                    + " a file for --catalog. Credentials come from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and"
                    + " AWS_SESSION_TOKEN; without them the requests carry a signature that only test servers accept.",
            ""
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  wain catalog import --region eu-west-1 --out eu-west-1.tsv",
            "  moto_server -p 5555 &",
            "  wain catalog import --endpoint http://127.0.0.1:5555 --region us-east-1 \\",
            "    --out us-east-1.tsv"
        })
final class ImportCommand implements Action {
    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "The API. Default: https://ec2.REGION.amazonaws.com.")
    String endpoint = "";

    @Option(names = "--region", paramLabel = "REGION", required = true, description = "The region to ask for.")
    String region = "";

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write. Default: standard output.")
    String file = "";

    @Override
    public Exit run(Terminal terminal) {
        URI uri = uri();
        var clock = Clock.systemUTC();
        var ec2 = new Ec2Query(uri, region, Credentials.from(System.getenv()), clock);
        var remarks = new ArrayList<String>();
        String text;
        Progress progress = Progress.start(terminal, "asking " + uri);
        try {
            text = new CatalogImport(ec2, region, remarks::add).run(clock.instant());
        } catch (Ec2Exception | CatalogException e) {
            throw Failure.of(String.valueOf(e.getMessage()));
        } finally {
            progress.close();
        }
        remarks.forEach(terminal.err()::println);
        write(text, terminal);
        return Exit.DONE;
    }

    private URI uri() {
        String china = region.startsWith("cn-") ? ".cn" : "";
        String text = endpoint.isEmpty() ? "https://ec2." + region + ".amazonaws.com" + china : endpoint;
        try {
            URI uri = URI.create(text);
            if (List.of("http", "https").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException noUri) {
            // Reported below, with the others that cannot be used.
        }
        throw Failure.of("\"" + text + "\" is no endpoint", "use a URL such as http://127.0.0.1:5555");
    }

    private void write(String text, Terminal terminal) {
        if (file.isEmpty()) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            terminal.out().write(bytes, 0, bytes.length);
            return;
        }
        try {
            Files.writeString(Path.of(file), text);
        } catch (IOException e) {
            throw Failure.of("cannot write " + file + ": " + e.getMessage());
        }
        long types = text.lines().filter(line -> !line.startsWith("#")).count() - 1;
        terminal.err().println(file + ": " + types + " instance types of " + region);
    }
}
