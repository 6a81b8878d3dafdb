package dev.wainwright.cli.catalog;

import static dev.wainwright.cli.CommandLineRun.wain;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.wainwright.cli.CommandLineRun;
import dev.wainwright.cli.shell.Exit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogImportCommandTest {
    private static final String TYPE = """
            <item><instanceType>m9.huge</instanceType>
            <supportedUsageClasses><item>on-demand</item><item>spot</item></supportedUsageClasses>
            <supportedVirtualizationTypes><item>hvm</item></supportedVirtualizationTypes>
            <processorInfo><supportedArchitectures><item>x86_64</item></supportedArchitectures></processorInfo>
            <vCpuInfo><defaultVCpus>4</defaultVCpus></vCpuInfo><memoryInfo><sizeInMiB>16384</sizeInMiB></memoryInfo>
            <networkInfo><networkCards><item><maximumNetworkInterfaces>4</maximumNetworkInterfaces></item></networkCards>
            <ipv4AddressesPerInterface>15</ipv4AddressesPerInterface></networkInfo></item>
            """;
    private static final String OFFERING =
            "<item><instanceType>m9.huge</instanceType><location>eu-north-1b</location></item>";

    @TempDir
    private Path folder;

    private HttpServer ec2;

    @BeforeEach
    void startEc2() throws IOException {
        ec2 = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ec2.createContext("/", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String body = "<r><instanceTypeSet>" + (form.contains("Action=DescribeInstanceTypes&") ? TYPE : "")
                    + "</instanceTypeSet><instanceTypeOfferingSet>" + OFFERING + "</instanceTypeOfferingSet></r>";
            exchange.sendResponseHeaders(200, body.length());
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        ec2.start();
    }

    @AfterEach
    void stopEc2() {
        ec2.stop(0);
    }

    @Test
    void whatWasImportedCanBeListed() {
        String file = folder.resolve("north.tsv").toString();

        CommandLineRun imported =
                wain("catalog", "import", "--endpoint", endpoint(), "--region", "eu-north-1", "--out", file);

        assertThat(imported.exit()).as(imported.err()).isEqualTo(Exit.DONE);
        assertThat(imported.out()).isEmpty();
        assertThat(imported.err()).contains("north.tsv: 1 instance types of eu-north-1");
        CommandLineRun listed = wain("catalog", "list", "--catalog", file);
        assertThat(listed.out()).contains("m9.huge").contains("eu-north-1b").contains("~$");
        assertThat(wain("catalog", "list", "--catalog", file, "--region", "us-east-1")
                        .err())
                .contains("is a catalogue of eu-north-1, not of us-east-1");
    }

    @Test
    void withoutAFileTheCatalogueGoesToStandardOutput() {
        assertThat(wain("catalog", "import", "--endpoint", endpoint(), "--region", "eu-north-1")
                        .out())
                .startsWith("# region eu-north-1\n")
                .contains("\nm9.huge\t");
    }

    @Test
    void failuresEndWithOne() {
        CommandLineRun unreachable =
                wain("catalog", "import", "--endpoint", "http://127.0.0.1:1", "--region", "eu-north-1");
        assertThat(unreachable.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(unreachable.err()).contains("cannot reach http://127.0.0.1:1");

        assertThat(wain("catalog", "import", "--endpoint", "moto", "--region", "eu-north-1")
                        .err())
                .contains("\"moto\" is no endpoint");
        assertThat(wain("catalog", "import").exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(wain(
                                "catalog",
                                "import",
                                "--endpoint",
                                endpoint(),
                                "--region",
                                "eu-north-1",
                                "--out",
                                folder.resolve("missing/x.tsv").toString())
                        .err())
                .contains("cannot write");
    }

    private String endpoint() {
        return "http://127.0.0.1:" + ec2.getAddress().getPort();
    }
}
