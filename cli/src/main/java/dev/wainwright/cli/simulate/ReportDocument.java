package dev.wainwright.cli.simulate;

import dev.wainwright.cli.output.Document;
import dev.wainwright.simulation.report.Report;
import dev.wainwright.simulation.report.Report.Quantiles;
import java.util.List;

/** Reports as JSON or YAML; {@code docs/simulate.md} says what the fields mean. */
final class ReportDocument {
    private ReportDocument() {}

    /** One report is an object that begins with its summary, several are a list under {@code reports}. */
    static void write(List<Report> reports, Document out) {
        if (reports.size() == 1) {
            report(reports.getFirst(), out);
        } else {
            out.beginObject();
            out.key("reports").beginArray();
            reports.forEach(each -> report(each, out));
            out.endArray();
            out.endObject();
        }
        out.end();
    }

    private static void report(Report report, Document out) {
        out.beginObject();
        summary(report.summary(), out);
        out.field("scenario", report.scenario());
        out.field("description", report.description());
        out.field("seed", report.seed());
        out.field("policy", report.policy());
        out.key("workloads").beginArray();
        report.workloads().forEach(each -> workload(each, out));
        out.endArray();
        out.key("bill").beginArray();
        report.bill().forEach(each -> paid(each, out));
        out.endArray();
        out.key("timeline").beginArray();
        report.timeline().forEach(each -> moment(each, out));
        out.endArray();
        out.key("decisions").beginArray();
        report.decisions().forEach(each -> {
            out.beginObject();
            out.price("at", each.at());
            out.field("what", each.what());
            out.field("why", each.why());
            out.endObject();
        });
        out.endArray();
        out.key("expectations").beginArray();
        report.verdicts().forEach(each -> {
            out.beginObject();
            out.field("expectation", each.expectation());
            out.share("value", each.value());
            out.field("holds", each.holds());
            out.endObject();
        });
        out.endArray();
        out.field("waiting", report.waiting());
        out.field("notes", report.notes());
        out.endObject();
    }

    private static void summary(Report.Summary summary, Document out) {
        out.key("summary").beginObject();
        out.field("podsCreated", summary.podsCreated());
        out.field("podsReady", summary.podsReady());
        out.field("podsNeverReady", summary.podsNeverReady());
        quantiles("readySeconds", summary.readySeconds(), out);
        out.price("dollars", summary.dollars());
        out.price("nodeHours", summary.nodeHours());
        out.field("peakNodes", summary.peakNodes());
        out.field("evictions", summary.evictions());
        out.field("interruptions", summary.interruptions());
        out.field("launches", summary.launches());
        out.price("simulatedSeconds", summary.simulatedSeconds());
        out.price("unschedulablePodMinutes", summary.unschedulablePodMinutes());
        out.price("cpuUtilization", summary.cpuUtilization());
        out.price("memoryUtilization", summary.memoryUtilization());
        quantiles("reactionSeconds", summary.reactionSeconds(), out);
        out.price("makespanSeconds", summary.makespanSeconds());
        out.endObject();
    }

    private static void quantiles(String name, Quantiles quantiles, Document out) {
        out.key(name).beginObject();
        out.price("p50", quantiles.p50());
        out.price("p95", quantiles.p95());
        out.price("p99", quantiles.p99());
        out.price("max", quantiles.max());
        out.endObject();
    }

    private static void workload(Report.Workload workload, Document out) {
        out.beginObject();
        out.field("name", workload.name());
        out.field("pods", workload.pods());
        quantiles("scheduledSeconds", workload.scheduledSeconds(), out);
        quantiles("readySeconds", workload.readySeconds(), out);
        quantiles("reactionSeconds", workload.reactionSeconds(), out);
        out.price("workSeconds", workload.workSeconds());
        out.key("stages").beginObject();
        workload.stages().forEach(stage -> quantiles(stage.stage(), stage.seconds(), out));
        out.endObject();
        out.endObject();
    }

    private static void paid(Report.Paid paid, Document out) {
        out.beginObject();
        out.field("instanceType", paid.type());
        out.field("zone", paid.zone());
        out.field("capacityType", paid.capacityType());
        out.price("hours", paid.hours());
        out.price("dollars", paid.dollars());
        out.endObject();
    }

    private static void moment(Report.Moment moment, Document out) {
        out.beginObject();
        out.price("at", moment.at());
        out.field("nodes", moment.nodes());
        out.field("pending", moment.pending());
        out.field("running", moment.running());
        out.field("ready", moment.ready());
        out.price("dollarsPerHour", moment.dollarsPerHour());
        out.price("dollars", moment.dollars());
        out.price("cpuUtilization", moment.cpuUtilization());
        out.price("memoryUtilization", moment.memoryUtilization());
        out.endObject();
    }
}
