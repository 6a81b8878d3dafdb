package dev.wainwright.api.wainwright;

import static dev.wainwright.api.schema.SchemaBuilder.bool;
import static dev.wainwright.api.schema.SchemaBuilder.int32;
import static dev.wainwright.api.schema.SchemaBuilder.int64;
import static dev.wainwright.api.schema.SchemaBuilder.listOf;
import static dev.wainwright.api.schema.SchemaBuilder.mapOf;
import static dev.wainwright.api.schema.SchemaBuilder.object;
import static dev.wainwright.api.schema.SchemaBuilder.text;
import static dev.wainwright.api.schema.SchemaBuilder.time;

import dev.wainwright.api.schema.CommonShapes;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.schema.SchemaBuilder;
import java.util.Set;

/** What a Scenario may look like. */
public final class ScenarioSchema {
    static final String DURATION = "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$";
    private static final String NUMBER = "^-?[0-9]+(\\.[0-9]+)?$";

    private static final Schema SCHEMA = build();

    private ScenarioSchema() {}

    public static Schema schema() {
        return SCHEMA;
    }

    private static Schema build() {
        return CommonShapes.document(
                "A world, what happens in it and when, and what should come of it.", spec(), object("Nothing."));
    }

    private static SchemaBuilder spec() {
        return object("The whole of it.")
                .field("description", text("For people."))
                .field(
                        "seed",
                        int64("From which all chance is drawn; --seed wins.").defaultsTo("1"))
                .field(
                        "start",
                        time("The moment at which simulated time begins.").defaultsTo("'2026-01-05T00:00:00Z'"))
                .field("until", duration("How long to simulate; --until wins.").defaultsTo("'30m'"))
                .field("region", text("The region whose catalogue is used.").defaultsTo("'us-east-1'"))
                .field("autoscaler", autoscaler())
                .field("model", model())
                .field("manifests", listOf("What is there from the beginning.", manifest("Objects from one place.")))
                .field("steps", listOf("What happens, in any order.", step()))
                .field("expect", listOf("What the report must say.", expectation()));
    }

    private static SchemaBuilder autoscaler() {
        return object("How nodes are scaled.")
                .field(
                        "policy",
                        text("How pods are packed.")
                                .oneOf("cost-optimal", "first-fit", "least-waste")
                                .defaultsTo("'cost-optimal'"))
                .field(
                        "effort",
                        text("How hard to look for a cheaper plan.")
                                .oneOf("low", "normal", "high")
                                .defaultsTo("'normal'"))
                .field(
                        "batchIdle",
                        duration("How long no further pod must come before a plan is made.")
                                .defaultsTo("'1s'"))
                .field(
                        "batchMax",
                        duration("How long pods are gathered at most.").defaultsTo("'10s'"))
                .field(
                        "adaptive",
                        bool("After a quiet time, plan once pods stop coming.").defaultsTo("false"));
    }

    private static SchemaBuilder model() {
        return object("How long things take, and what befalls machines.")
                .field(
                        "preset",
                        text("The times to start from: typical, as measured on EC2; seed, fixed times as in the guide's"
                                        + " chains; none, where nothing takes any time.")
                                .oneOf("typical", "seed", "none")
                                .defaultsTo("'typical'"))
                .field(
                        "stages",
                        mapOf(
                                "Times by stage: solve, call, fleet, launch, boot, join, nodeReady, admission, sandbox,"
                                        + " initialization, start, ready, stopping, shutdown, visibility, event. Each is a time (30s), a range (20s..40s), normal(30s, 5s),"
                                        + " lognormal(30s, 0.4) or percentiles (p50=30s p95=45s).",
                                text("A time or a distribution.")))
                .field(
                        "controlPlane",
                        text("The tier of the control plane, which limits how fast pods are created: standard and xl as the guide"
                                        + " measures them, the others at AWS's rates.")
                                .oneOf("none", "standard", "xl", "aws-xl", "2xl", "4xl", "8xl")
                                .defaultsTo("'none'"))
                .field("podDuration", text("How long pods run that end by themselves; a time or a distribution."))
                .field(
                        "spotInterruptions",
                        text("How spot machines are taken away: never, or at the usual rates.")
                                .oneOf("never", "typical")
                                .defaultsTo("'never'"))
                .field(
                        "trace",
                        text(
                                "When spot capacity is there: a JSON file {metadata: {gap_seconds: 600}, data: [0, 1]} beside the scenario."))
                .field(
                        "faults",
                        object("Conflicts, lost writes, late and broken watches, refused calls, crashes.")
                                .required(
                                        "share",
                                        text("How likely the commonest of them is, per request: 0.05 is much.")
                                                .pattern("^0(\\.[0-9]+)?$"))
                                .field("until", duration("When they end.").defaultsTo("'10m'")))
                .field("images", listOf("Images whose size matters.", image()))
                .field(
                        "modelled",
                        listOf("Systems that are not simulated, as delays; steps wait for them by after.", modelled()));
    }

    private static SchemaBuilder image() {
        return object("An image.")
                .required("name", text("As pods name it, letter by letter."))
                .field("size", text("A quantity, such as 500M."))
                .field("prePulled", bool("It is on every node from the beginning."))
                .field("lazy", bool("Its pods start before all of it is there."));
    }

    private static SchemaBuilder modelled() {
        return object("A system that is not simulated.")
                .required("name", text("What it is, such as HPA."))
                .required("delay", text("A time or a distribution."));
    }

    private static SchemaBuilder manifest(String what) {
        return object(what)
                .field("path", text("A file or folder, from the scenario's file on."))
                .field("inline", text("YAML documents."));
    }

    static Set<String> stepFields() {
        return step().build().properties().keySet();
    }

    private static SchemaBuilder step() {
        return object("Something that happens; exactly one action.")
                .required("at", duration("When, from the beginning on."))
                .field("name", text("For people."))
                .field(
                        "after",
                        listOf(
                                "Systems under model.modelled whose delays, one after another, lie between at and the"
                                        + " action. The report's reactionSeconds count from at.",
                                text("A name.")))
                .field("apply", manifest("Objects to create or replace."))
                .field("delete", target("An object to delete."))
                .field(
                        "scale",
                        target("A workload to scale.")
                                .required("replicas", int32("How many.").atLeast(0)))
                .field(
                        "patch",
                        target("An object to change.")
                                .required(
                                        "merge",
                                        object("A merge patch (RFC 7386).").open()))
                .field(
                        "runDry",
                        capacity(
                                        "Capacity that runs out; with left, down to so many more machines of each type in each zone.")
                                .field("capacityType", bought())
                                .field(
                                        "left",
                                        int32("How many more machines of each type there are in each zone.")
                                                .atLeast(0))
                                .field("period", duration("For how long; forever when absent.")))
                .field("refill", capacity("Capacity that is there again.").field("capacityType", bought()))
                .field(
                        "interrupt",
                        capacity("Spot machines that are taken back, with two minutes' notice.")
                                .field("capacityType", spot()))
                .field(
                        "spotPrice",
                        capacity("Spot prices that change by a factor.")
                                .field("capacityType", spot())
                                .required(
                                        "factor",
                                        text("What spot prices are multiplied by.")
                                                .pattern(NUMBER, "2 or 0.5"))
                                .field("period", duration("For how long; forever when absent.")))
                .field(
                        "zoneDown",
                        object("A zone that goes down.")
                                .required("name", text("Such as us-east-1a."))
                                .field(
                                        "unreachable",
                                        bool("Its machines run on where nobody reaches them.")
                                                .defaultsTo("false"))
                                .field("period", duration("For how long; forever when absent.")))
                .field(
                        "crash",
                        object("A process that dies.")
                                .required(
                                        "process",
                                        text("Which.")
                                                .oneOf("autoscaler", "scheduler", "controller-manager", "kubelets"))
                                .field(
                                        "period",
                                        duration("How long it stays dead.").defaultsTo("'10s'")))
                .field(
                        "throttle",
                        object("Fewer requests to the cloud than usual.")
                                .required("perSecond", text("In the long run.").pattern(NUMBER, "2 or 0.5"))
                                .field("burst", int32("How many at once.").atLeast(1))
                                .field("period", duration("For how long; forever when absent.")))
                .field(
                        "replay",
                        object("Arrivals from a CSV file: at,name,count,cpu,memory and more.")
                                .required("path", text("The file, from the scenario's file on."))
                                .field("speed", text("Divides all times.").pattern(NUMBER, "2 or 0.5")));
    }

    private static SchemaBuilder target(String what) {
        return object(what)
                .required("kind", text("Such as Deployment."))
                .required("name", text("Its name."))
                .field("namespace", text("Its namespace.").defaultsTo("'default'"));
    }

    private static SchemaBuilder capacity(String what) {
        return object(what)
                .field("instanceType", text("Such as m5.large or c6i.*").defaultsTo("'*'"))
                .field("zone", text("Such as us-east-1a.").defaultsTo("'*'"));
    }

    private static SchemaBuilder bought() {
        return text("on-demand, spot or * for both.")
                .oneOf("on-demand", "spot", "*")
                .defaultsTo("'*'");
    }

    private static SchemaBuilder spot() {
        return text("spot or *, which is the same here.").oneOf("spot", "*").defaultsTo("'*'");
    }

    private static SchemaBuilder expectation() {
        return object("A figure and what it may be.")
                .required("metric", text("A field of the JSON report's summary, such as readySeconds.p95."))
                .field(
                        "workload",
                        text("Of this workload alone, such as Deployment default/web; then the metric is pods,"
                                + " scheduledSeconds, readySeconds, reactionSeconds or a stage, such as launch.p50, or"
                                + " workSeconds."))
                .field("atMost", text("A number.").pattern(NUMBER, "2 or 0.5"))
                .field("atLeast", text("A number.").pattern(NUMBER, "2 or 0.5"))
                .field("equals", text("A number.").pattern(NUMBER, "2 or 0.5"));
    }

    private static SchemaBuilder duration(String what) {
        return text(what).pattern(DURATION, "90s or 1h30m");
    }
}
