package dev.wainwright.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.cli.Golden;
import dev.wainwright.cli.output.Document;
import dev.wainwright.cli.output.Format;
import dev.wainwright.cli.shell.Terminal;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.Bound;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Policy;
import dev.wainwright.solver.Reason;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenderingTest {
    @Test
    void tableShowsMachinesPricesAndWhatFoundNoPlace() {
        Golden.assertMatches("plan-table.txt", print(80, true, terminal -> PlanTable.print(RICH, terminal, false)));
    }

    @Test
    void tableGetsByWithAscii() {
        String ascii = print(80, false, terminal -> PlanTable.print(RICH, terminal, false));
        assertThat(ascii).matches("\\p{ASCII}*");
        Golden.assertMatches("plan-table-ascii.txt", ascii);
    }

    @Test
    void wideTableLeavesNothingOut() {
        Golden.assertMatches("plan-wide.txt", print(80, true, terminal -> PlanTable.print(RICH, terminal, true)));
    }

    @Test
    void oneLineStandsForManyAlikeNodesUnlessTheTableIsWide() {
        var nodes = new ArrayList<Plan.NewNode>();
        for (int i = 1; i <= 5; i++) {
            nodes.add(small(i, 3));
        }
        nodes.add(small(6, 2));
        nodes.add(small(7, 2));
        Answer many = new Answer(
                plan(19, nodes, List.of(), List.of(), List.of()), Map.of(), ClusterPrice.NONE, List.of(), List.of());

        assertThat(print(80, true, terminal -> PlanTable.print(many, terminal, false)))
                .contains("""
                        NODE        NODES TYPE      ZONE       CAPACITY    $/H PODS CPU     MEMORY
                        small-1 … 5     5 t4g.small us-east-1a spot     0.0100    3 ██▎ 75% ███ 98%
                        small-6         1 t4g.small us-east-1a spot     0.0100    2 ██▎ 75% ███ 98%
                        small-7         1 t4g.small us-east-1a spot     0.0100    2 ██▎ 75% ███ 98%
                        """);
        assertThat(print(80, true, terminal -> PlanTable.print(many, terminal, true))
                        .lines()
                        .filter(line -> line.startsWith("small-")))
                .hasSize(7);
    }

    @Test
    void jsonIsWhatTheDocumentationPromises() {
        Golden.assertMatches("plan.json", print(80, true, terminal -> document(RICH, terminal, Format.JSON)));
    }

    @Test
    void yamlHasTheSameShape() {
        Golden.assertMatches("plan.yaml", print(80, true, terminal -> document(RICH, terminal, Format.YAML)));
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 96, 120})
    void noLineIsWiderThanTheTerminal(int columns) {
        assertThat(print(columns, true, terminal -> PlanTable.print(RICH, terminal, false))
                        .lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
    }

    @Test
    void coloursDoNotMoveAnything() {
        String plain = print(80, true, terminal -> PlanTable.print(RICH, terminal, false));
        String colored = print(80, true, terminal -> PlanTable.print(RICH, terminal.withColor(true), false));
        assertThat(colored).contains("\u001b[");
        assertThat(colored.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void nothingToPlanIsSaidInOneLine() {
        assertThat(print(80, true, terminal -> PlanTable.print(EMPTY, terminal, false)))
                .isEqualTo("No pod waits for a place.\n");
        Golden.assertMatches("plan-empty.json", print(80, true, terminal -> document(EMPTY, terminal, Format.JSON)));
    }

    private static final Answer EMPTY = new Answer(
            plan(0, List.of(), List.of(), List.of(), List.of()), Map.of(), ClusterPrice.NONE, List.of(), List.of());

    private static final Answer RICH = rich();

    private static Plan.NewNode small(int number, int pods) {
        return new Plan.NewNode(
                "small-" + number,
                "small",
                "t4g.small",
                "us-east-1a",
                "spot",
                0.01,
                false,
                List.of("t4g.small"),
                pods("shop/web-" + number + "-", 0, pods),
                resources(1500, 1500L << 20, pods),
                resources(2000, 1530L << 20, 8),
                Requirements.NONE,
                Map.of());
    }

    private static Answer rich() {
        var first = new Plan.NewNode(
                "general-purpose-1",
                "general-purpose",
                "c6a.2xlarge",
                "us-east-1a",
                "on-demand",
                0.306,
                false,
                List.of("c6a.2xlarge", "m6a.2xlarge"),
                pods("shop/web-", 0, 7),
                resources(7000, 11L << 30, 7),
                resources(7910, 15L << 30, 58),
                Requirements.NONE,
                Map.of());
        var second = new Plan.NewNode(
                "spot-batch-with-a-very-long-name-12",
                "spot-batch-with-a-very-long-name",
                "m7i-flex.12xlarge",
                "us-east-1f",
                "spot",
                0.1 + 0.2,
                true,
                List.of("m7i-flex.12xlarge"),
                pods("batch/encode-", 0, 12),
                resources(47000, 180L << 30, 12),
                resources(47810, 180L << 30, 234),
                Requirements.NONE,
                Map.of());
        var tooBig = List.of(
                Reason.of(
                        "NodePool general-purpose: no type has room",
                        Reason.of("needs 6 CPU more than the largest type that is left, c6a.2xlarge, can give to pods"),
                        Reason.of("98 types removed by karpenter.k8s.aws/instance-size In [large, xlarge, 2xlarge]")),
                Reason.of("NodePool spot-batch-with-a-very-long-name: taint spot=true:NoSchedule is not tolerated"));
        var unplaced = IntStream.range(0, 11)
                .mapToObj(i -> new Plan.Unschedulable("shop/big-" + i, tooBig))
                .toList();
        var plan = plan(
                33,
                List.of(first, second),
                List.of(new Plan.Existing(
                        "ip-10-0-1-17.ec2.internal", List.of("shop/cache-0", "shop/cache-1", "shop/x"))),
                unplaced,
                List.of(
                        new Plan.Ignored("shop/gated", "has scheduling gates"),
                        new Plan.Ignored("kube-system/proxy-1", "belongs to a DaemonSet"),
                        new Plan.Ignored("kube-system/proxy-2", "belongs to a DaemonSet")));
        var workloads = new java.util.TreeMap<String, String>();
        unplaced.forEach(pod -> workloads.put(pod.pod(), "Deployment shop/big"));
        return new Answer(
                plan,
                workloads,
                new ClusterPrice(3, 1, 0.192, false),
                List.of(Reason.of("not planned without --include-cronjobs: CronJob shop/report")),
                List.of(new Answer.Explained("pod/shop/big-0", new Reason("fits nowhere", tooBig))));
    }

    private static Plan plan(
            int pods,
            List<Plan.NewNode> nodes,
            List<Plan.Existing> existing,
            List<Plan.Unschedulable> unschedulable,
            List<Plan.Ignored> ignored) {
        return new Plan(
                pods,
                nodes,
                existing,
                unschedulable,
                ignored,
                List.of(),
                Policy.FIRST_FIT,
                Optional.of(new Bound(0.5, List.of("preferences"))),
                OptionalDouble.of(1.25),
                new Plan.Explanations(pod -> Optional.empty(), node -> Optional.empty()));
    }

    private static List<String> pods(String prefix, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> prefix + i).toList();
    }

    private static Resources resources(long milliCpu, long memory, long pods) {
        return Resources.of(Map.of(Resources.CPU, milliCpu, Resources.MEMORY, memory, Resources.PODS, pods));
    }

    private static void document(Answer answer, Terminal terminal, Format format) {
        PlanDocument.write(answer, Document.to(terminal, format));
    }

    private static String print(int columns, boolean unicode, Consumer<Terminal> printing) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        printing.accept(new Terminal(out, out, false, false, unicode, columns));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
