package dev.wainwright.cloud.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wainwright.cloud.ec2.Credentials;
import dev.wainwright.cloud.ec2.Ec2Exception;
import dev.wainwright.cloud.ec2.Ec2Query;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogImportTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.5Z");
    private static final String TYPES = "DescribeInstanceTypes";
    private static final String OFFERINGS = "DescribeInstanceTypeOfferings";
    private static final String SPOT = "DescribeSpotPriceHistory";

    private static final String GPU_MACHINE = """
            <item><instanceType>p9.metal</instanceType><currentGeneration>true</currentGeneration>
            <supportedUsageClasses><item>spot</item><item>on-demand</item></supportedUsageClasses>
            <supportedVirtualizationTypes><item>hvm</item></supportedVirtualizationTypes>
            <bareMetal>true</bareMetal>
            <processorInfo><supportedArchitectures><item>x86_64</item></supportedArchitectures>
            <supportedFeatures><item>amd-sev-snp</item></supportedFeatures>
            <sustainedClockSpeedInGhz>3.6</sustainedClockSpeedInGhz><manufacturer>AMD</manufacturer></processorInfo>
            <vCpuInfo><defaultVCpus>192</defaultVCpus></vCpuInfo><memoryInfo><sizeInMiB>2097152</sizeInMiB></memoryInfo>
            <instanceStorageInfo><totalSizeInGB>30400</totalSizeInGB><nvmeSupport>required</nvmeSupport></instanceStorageInfo>
            <ebsInfo><ebsOptimizedSupport>default</ebsOptimizedSupport>
            <ebsOptimizedInfo><maximumBandwidthInMbps>80000</maximumBandwidthInMbps></ebsOptimizedInfo></ebsInfo>
            <networkInfo><defaultNetworkCardIndex>0</defaultNetworkCardIndex><networkCards>
            <item><networkCardIndex>1</networkCardIndex><maximumNetworkInterfaces>1</maximumNetworkInterfaces>
            <baselineBandwidthInGbps>100.0</baselineBandwidthInGbps></item>
            <item><networkCardIndex>0</networkCardIndex><maximumNetworkInterfaces>2</maximumNetworkInterfaces>
            <baselineBandwidthInGbps>12.5</baselineBandwidthInGbps></item></networkCards>
            <ipv4AddressesPerInterface>50</ipv4AddressesPerInterface><enaSupport>required</enaSupport>
            <efaInfo><maximumEfaInterfaces>2</maximumEfaInterfaces></efaInfo>
            <encryptionInTransitSupported>true</encryptionInTransitSupported></networkInfo>
            <gpuInfo><gpus><item><name>RTX PRO 9</name><manufacturer>NVIDIA</manufacturer><count>8</count>
            <memoryInfo><sizeInMiB>81920</sizeInMiB></memoryInfo></item></gpus></gpuInfo>
            <inferenceAcceleratorInfo><accelerators><member><count>1</count><name>Inf</name>
            <manufacturer>AWS</manufacturer></member></accelerators></inferenceAcceleratorInfo>
            <neuronInfo><neuronDevices><item><count>1</count><name>Inf</name><coreInfo><count>4</count></coreInfo>
            <memoryInfo><sizeInMiB>8192</sizeInMiB></memoryInfo></item></neuronDevices></neuronInfo>
            <placementGroupInfo><supportedStrategies><item>spread</item><item>cluster</item></supportedStrategies>
            </placementGroupInfo><nitroEnclavesSupport>supported</nitroEnclavesSupport></item>
            """;

    private final List<String> remarks = new ArrayList<>();

    @Test
    void everythingThatDescribesATypeIsTakenOver() throws IOException {
        try (var ec2 = new FakeEc2()
                .pages(TYPES, "instanceTypeSet", GPU_MACHINE)
                .pages(OFFERINGS, "instanceTypeOfferingSet", offered("p9.metal", "us-east-1b"))
                .pages(SPOT, "spotPriceHistorySet", "")) {
            assertThat(lines(run(ec2)))
                    .containsExactly(
                            "p9.metal\ty\ty\t\ton-demand,spot\thvm\t192\tx86_64\tAMD\t3.6\tamd-sev-snp\t2097152"
                                    + "\t30400\trequired\tdefault\t80000\trequired\t2@12.5,1@100\t0\t50\t2\ty"
                                    + "\tNVIDIA:RTX PRO 9:8:81920\tInf:1:4:8192\tAWS:Inf:1:0\ty\tcluster,spread\tb\t");
        }
    }

    @Test
    void allPagesAreFetchedAndTypesComeOutSorted() throws IOException {
        try (var ec2 = new FakeEc2()
                .pages(TYPES, "instanceTypeSet", plain("z1.large"), plain("c1.large"), plain("m1.large"))
                .pages(
                        OFFERINGS,
                        "instanceTypeOfferingSet",
                        offered("z1.large", "us-east-1b") + offered("c1.large", "us-east-1a"),
                        offered("z1.large", "us-east-1a") + offered("m1.large", "us-east-1-bos-1a"))
                .pages(SPOT, "spotPriceHistorySet", "")) {
            FactsFile.Contents contents = read(run(ec2));

            assertThat(contents.types())
                    .extracting(InstanceFacts::name)
                    .containsExactly("c1.large", "m1.large", "z1.large");
            assertThat(contents.types().get(1).zones()).containsExactly("us-east-1-bos-1a");
            assertThat(contents.types().get(2).zones()).containsExactly("us-east-1a", "us-east-1b");
            assertThat(ec2.requests(TYPES))
                    .hasSize(3)
                    .allSatisfy(request -> assertThat(request)
                            .containsEntry("Version", "2016-11-15")
                            .containsEntry("MaxResults", "100"));
            assertThat(ec2.requests(OFFERINGS).getLast()).containsEntry("NextToken", "1");
        }
    }

    @Test
    void requestsAreSignedForTheRegion() throws IOException {
        try (var ec2 = one()) {
            run(ec2);

            assertThat(ec2.requests(TYPES).getFirst().get("authorization"))
                    .startsWith("AWS4-HMAC-SHA256 Credential=anybody/19700101/us-east-1/ec2/aws4_request");
        }
    }

    @Test
    void theLatestSpotPriceOfAZoneCounts() throws IOException {
        try (var ec2 = one().pages(
                        SPOT,
                        "spotPriceHistorySet",
                        spot("m1.large", "us-east-1a", "0.0500", "2026-11-22T11:00:00.000Z")
                                + spot("m1.large", "us-east-1a", "0.0400", "2026-11-22T10:00:00.000Z"),
                        spot("m1.large", "us-east-1b", "0.0600", "2026-11-22T10:00:00.000Z"))) {
            assertThat(read(run(ec2)).types().getFirst().spotPrices())
                    .containsEntry("us-east-1a", 0.05)
                    .containsEntry("us-east-1b", 0.06);
            assertThat(ec2.requests(SPOT).getFirst())
                    .containsEntry("StartTime", "2026-11-22T12:00:00Z")
                    .containsEntry("ProductDescription.1", "Linux/UNIX");
        }
    }

    @Test
    void aHistoryInWhichEverythingCostsTheSameIsAPlaceholder() throws IOException {
        try (var ec2 = one().pages(
                        SPOT,
                        "spotPriceHistorySet",
                        spot("m1.large", "us-east-1a", "0.00001", "2006-01-02T15:04:05.000Z")
                                + spot("c1.large", "us-east-1a", "0.00001", "2006-01-02T15:04:05.000Z"))) {
            assertThat(read(run(ec2)).types().getFirst().spotPrices()).isEmpty();
            assertThat(remarks).anyMatch(remark -> remark.contains("placeholder"));
        }
    }

    @Test
    void whatNobodyCanRunOrBuyIsLeftOutAndCounted() throws IOException {
        try (var ec2 = new FakeEc2()
                .pages(
                        TYPES,
                        "instanceTypeSet",
                        plain("m1.large")
                                + plain("x1.large")
                                + plain("mac2.metal").replace("x86_64", "arm64_mac")
                                + plain("p1.large").replace("hvm", "paravirtual"))
                .pages(
                        OFFERINGS,
                        "instanceTypeOfferingSet",
                        offered("m1.large", "us-east-1a") + offered("mac2.metal", "us-east-1a"))
                .pages(SPOT, "spotPriceHistorySet", "")) {
            assertThat(read(run(ec2)).types()).extracting(InstanceFacts::name).containsExactly("m1.large");
            assertThat(remarks)
                    .containsExactly(
                            "2 instance types left out: neither hvm on x86_64 nor on arm64",
                            "1 instance types left out: no zone of us-east-1 offers them");
        }
    }

    @Test
    void aRefusalSaysWhatTheEndpointSaid() throws IOException {
        String refusal =
                "<Response><Errors><Error><Code>AuthFailure</Code><Message>Who are you?</Message></Error></Errors>"
                        + "</Response>";
        try (var ec2 = new FakeEc2().always(401, refusal)) {
            assertThatThrownBy(() -> run(ec2))
                    .isInstanceOf(Ec2Exception.class)
                    .hasMessageContaining("DescribeInstanceTypes: " + ec2.uri() + " refused: AuthFailure: Who are you?")
                    .hasMessageContaining("AWS_ACCESS_KEY_ID");
        }
    }

    @Test
    void answersThatAreNoneAreQuoted() throws IOException {
        try (var ec2 = new FakeEc2().always(500, "<!doctype html>\n<title>500 Oops")) {
            assertThatThrownBy(() -> run(ec2))
                    .isInstanceOf(Ec2Exception.class)
                    .hasMessageContaining("answered status 500: <!doctype html> <title>500 Oops");
        }
        try (var ec2 = new FakeEc2().always(200, "hello")) {
            assertThatThrownBy(() -> run(ec2))
                    .isInstanceOf(Ec2Exception.class)
                    .hasMessageContaining("did not answer in XML: hello");
        }
    }

    @Test
    void anEndpointThatIsNotThereIsNamed() {
        var nowhere = new Ec2Query(
                URI.create("http://127.0.0.1:1"), "us-east-1", Credentials.ANYBODY, InstantSource.fixed(NOW));

        assertThatThrownBy(() -> new CatalogImport(nowhere, "us-east-1", remarks::add).run(NOW))
                .isInstanceOf(Ec2Exception.class)
                .hasMessageContaining("cannot reach http://127.0.0.1:1");
    }

    @Test
    void anEndpointOfAnotherRegionHasNothingToTell() throws IOException {
        try (var ec2 = one().pages(OFFERINGS, "instanceTypeOfferingSet", "")) {
            assertThatThrownBy(() -> run(ec2))
                    .isInstanceOf(CatalogException.class)
                    .hasMessageContaining("no zone of us-east-1 offers any of them");
        }
    }

    private String run(FakeEc2 ec2) {
        return new CatalogImport(ec2.client(), "us-east-1", remarks::add).run(NOW);
    }

    private static FakeEc2 one() throws IOException {
        return new FakeEc2()
                .pages(TYPES, "instanceTypeSet", plain("m1.large"))
                .pages(OFFERINGS, "instanceTypeOfferingSet", offered("m1.large", "us-east-1a"))
                .pages(SPOT, "spotPriceHistorySet", "");
    }

    private static String plain(String name) {
        return "<item><instanceType>" + name + "</instanceType>"
                + "<supportedVirtualizationTypes><item>hvm</item></supportedVirtualizationTypes>"
                + "<processorInfo><supportedArchitectures><item>x86_64</item></supportedArchitectures></processorInfo>"
                + "<vCpuInfo><defaultVCpus>2</defaultVCpus></vCpuInfo></item>";
    }

    private static String offered(String type, String zone) {
        return "<item><instanceType>" + type + "</instanceType><location>" + zone + "</location></item>";
    }

    private static String spot(String type, String zone, String price, String timestamp) {
        return "<item><availabilityZone>" + zone + "</availabilityZone><instanceType>" + type
                + "</instanceType><spotPrice>" + price + "</spotPrice><timestamp>" + timestamp + "</timestamp></item>";
    }

    private static List<String> lines(String text) {
        return text.lines().skip(3).toList();
    }

    private static FactsFile.Contents read(String text) throws IOException {
        return FactsFile.read(new BufferedReader(new StringReader(text)), "imported");
    }
}
