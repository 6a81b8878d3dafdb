package dev.wainwright.simulation.page;

import dev.wainwright.simulation.report.Report;
import dev.wainwright.simulation.report.Report.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the scenario did to its world, by time, to be shown in every chart. */
final class Marks {
    private static final int MOST = 12;

    private Marks() {}

    /** Steps at the same time are one mark; a scenario with more than a dozen times gets none. */
    static List<TimeChart.Mark> of(Report report) {
        Map<Double, String> steps = report.decisions().stream()
                .filter(each -> each.what().equals("scenario"))
                .collect(Collectors.groupingBy(
                        Decision::at, TreeMap::new, Collectors.mapping(Decision::why, Collectors.joining("; "))));
        var marks = new ArrayList<TimeChart.Mark>();
        if (steps.size() <= MOST) {
            steps.forEach((at, what) -> marks.add(new TimeChart.Mark(marks.size() + 1, at, what)));
        }
        return marks;
    }

    static void card(Markup out, List<TimeChart.Mark> marks) {
        if (!marks.isEmpty()) {
            out.open("div", "class", "card").leaf("h3", "What happens");
            list(out, marks);
            out.close("div");
        }
    }

    static void list(Markup out, List<TimeChart.Mark> marks) {
        if (marks.isEmpty()) {
            return;
        }
        out.open("ol", "class", "marks");
        marks.forEach(mark -> out.open("li")
                .leaf("b", Texts.span(mark.at()))
                .text(" " + mark.what())
                .close("li"));
        out.close("ol");
    }
}
