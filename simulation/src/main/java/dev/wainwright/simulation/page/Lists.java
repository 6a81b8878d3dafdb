package dev.wainwright.simulation.page;

import dev.wainwright.simulation.report.Report;
import dev.wainwright.simulation.report.Report.Decision;
import dev.wainwright.simulation.report.Report.Paid;
import dev.wainwright.simulation.report.Report.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What is told in rows: expectations, the bill, decisions, what waits, notes. */
final class Lists {
    private static final int MOST_DECISIONS = 2000;
    private static final int MOST_PAID = 200;

    private Lists() {}

    static void more(Markup out, int left, String what) {
        if (left > 0) {
            out.leaf("p", "And " + left + " further " + what + ", which -o json has.", "class", "more");
        }
    }

    static void verdicts(Markup out, List<Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return;
        }
        out.leaf("h3", "Expected").open("ul", "class", "verdicts");
        verdicts.forEach(each -> {
            out.open("li", "class", each.holds() ? "held" : "failed");
            out.leaf("b", each.holds() ? "✓ came true" : "✗ did not come true");
            String value = each.value().isEmpty()
                    ? ""
                    : " (it is " + Texts.number(each.value().getAsDouble()) + ")";
            out.text(" " + each.expectation() + value).close("li");
        });
        out.close("ul");
    }

    static void waiting(Markup out, List<String> waiting) {
        lines(out, "Still waiting at the end", "waiting", waiting);
    }

    static void notes(Markup out, List<String> notes) {
        lines(out, "Notes", "notes", notes);
    }

    private static void lines(Markup out, String title, String kind, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        out.open("div", "class", kind).leaf("h3", title).open("ul");
        lines.forEach(each -> out.leaf("li", each));
        out.close("ul").close("div");
    }

    /** The rows of the bill that differ in nothing but the zone are one here. */
    static void bill(Markup out, List<Paid> bill) {
        Map<String, Paid> types = new TreeMap<>();
        bill.forEach(each -> types.merge(
                each.type() + " " + each.capacityType(),
                each,
                (one, other) -> new Paid(
                        one.type(),
                        one.zone() + ", " + other.zone(),
                        one.capacityType(),
                        one.hours() + other.hours(),
                        one.dollars() + other.dollars())));
        double most = types.values().stream().mapToDouble(Paid::dollars).max().orElse(0);
        out.raw("<div class=\"scroll\" tabindex=\"0\"><table class=\"bill\"><thead><tr><th scope=\"col\">Type</th>");
        out.raw("<th scope=\"col\">Bought</th><th scope=\"col\">Zones</th><th scope=\"col\">Hours</th>");
        out.raw("<th scope=\"col\">Cost</th><td></td></tr></thead><tbody>\n");
        types.values().stream()
                .sorted(Comparator.comparingDouble(Paid::dollars).reversed().thenComparing(Paid::type))
                .limit(MOST_PAID)
                .forEach(each -> paid(out, each, most));
        out.raw("</tbody></table></div>\n");
        more(out, types.size() - MOST_PAID, "types");
    }

    private static void paid(Markup out, Paid paid, double most) {
        out.open("tr").leaf("th", paid.type(), "scope", "row");
        out.leaf("td", paid.capacityType(), "class", "words").leaf("td", paid.zone(), "class", "words");
        out.leaf("td", String.format(Locale.ROOT, "%,.2f", paid.hours())).leaf("td", Texts.dollars(paid.dollars()));
        out.raw("<td class=\"share\"><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        String width = Texts.at(most == 0 ? 0 : paid.dollars() / most * 100);
        out.shape("rect", "class", "f1", "height", "10", "width", width).raw("</svg></td>");
        out.close("tr");
    }

    static void decisions(Markup out, Report report, String id) {
        List<Decision> decisions = report.decisions();
        out.open("p", "class", "filter")
                .open("label", "for", id)
                .text("Only those with ")
                .close("label");
        out.raw("<input type=\"search\" id=\"" + id + "\" autocomplete=\"off\"> ");
        out.leaf("output", "", "for", id).close("p");
        out.raw("<div class=\"scroll tall\" tabindex=\"0\"><table class=\"decisions\"><thead><tr>");
        out.raw(
                "<th scope=\"col\">Time</th><th scope=\"col\">What</th><th scope=\"col\">Why</th></tr></thead><tbody>\n");
        decisions.stream()
                .limit(MOST_DECISIONS)
                .forEach(each -> out.open("tr")
                        .leaf("th", Texts.span(each.at()), "scope", "row")
                        .leaf("td", each.what(), "class", "words")
                        .leaf("td", each.why(), "class", "words")
                        .close("tr"));
        out.raw("</tbody></table></div>\n");
        more(out, decisions.size() - MOST_DECISIONS, "decisions");
    }
}
