package dev.wainwright.cli.simulate;

import dev.wainwright.simulation.report.Report;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** The timelines of reports as comma-separated values, for spreadsheets. */
final class ReportCsv {
    private ReportCsv() {}

    static void print(List<Report> reports, PrintStream out) {
        out.println(
                "scenario,policy,seed,at,nodes,pending,running,ready,dollarsPerHour,dollars,cpuUtilization,memoryUtilization");
        for (Report report : reports) {
            for (Report.Moment moment : report.timeline()) {
                out.println(String.format(
                        Locale.ROOT,
                        "%s,%s,%d,%.3f,%d,%d,%d,%d,%.6f,%.6f,%.4f,%.4f",
                        report.scenario(),
                        report.policy(),
                        report.seed(),
                        moment.at(),
                        moment.nodes(),
                        moment.pending(),
                        moment.running(),
                        moment.ready(),
                        moment.dollarsPerHour(),
                        moment.dollars(),
                        moment.cpuUtilization(),
                        moment.memoryUtilization()));
            }
        }
    }
}
