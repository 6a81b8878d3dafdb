package dev.wainwright.simulation.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.simulation.report.Report;
import dev.wainwright.simulation.report.Report.Decision;
import dev.wainwright.simulation.report.Report.Moment;
import dev.wainwright.simulation.report.Report.Paid;
import dev.wainwright.simulation.report.Report.Quantiles;
import dev.wainwright.simulation.report.Report.StageTime;
import dev.wainwright.simulation.report.Report.TypeCount;
import dev.wainwright.simulation.report.Report.Verdict;
import dev.wainwright.simulation.report.Report.Workload;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class HtmlReportTest {
    private static final String HOSTILE = "<script>alert('x')</script>\"&\0\uD800";
    private static final Pattern SVG = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL);

    @Test
    void whatComesFromObjectsIsNeverMarkup() {
        String page = HtmlReport.page(List.of(report(HOSTILE, 3), report(HOSTILE, 3)));

        assertThat(page).doesNotContain("<script>alert").contains("&lt;script&gt;alert(&#39;x&#39;)");
        assertThat(page.split("<script", -1)).as("our own script, and no other").hasSize(2);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(page)).isTrue();
        assertThat(page).doesNotContain("\0");
    }

    @Test
    void nothingIsFetched() {
        String page = HtmlReport.page(List.of(report("plain", 3)));

        assertThat(page)
                .contains("default-src &#39;none&#39;")
                .doesNotContainPattern("(src|href)=")
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("url(")
                .doesNotContain("@import");
    }

    @Test
    void theSameReportGivesTheSamePageInEveryLocale() {
        Locale before = Locale.getDefault();
        String page = HtmlReport.page(List.of(report("plain", 9)));
        try {
            Locale.setDefault(Locale.of("ar", "EG"));
            assertThat(HtmlReport.page(List.of(report("plain", 9)))).isEqualTo(page);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void chartsAreWellFormedAndSayWhatTheyShow() throws Exception {
        String page = HtmlReport.page(List.of(report("plain", 12)));

        var matcher = SVG.matcher(page);
        int charts = 0;
        while (matcher.find()) {
            var factory = DocumentBuilderFactory.newInstance();
            Document svg = factory.newDocumentBuilder().parse(new InputSource(new StringReader(matcher.group())));
            boolean hidden = svg.getDocumentElement().hasAttribute("aria-hidden");
            assertThat(svg.getElementsByTagName("title").getLength() > 0)
                    .as(matcher.group())
                    .isEqualTo(!hidden);
            charts++;
        }
        assertThat(charts)
                .as("five over time, two bars of stages, one of the bill")
                .isEqualTo(8);
        assertThat(page).doesNotContain("NaN").doesNotContain("Infinity");
    }

    @Test
    void manyTypesAreTheGreatestAndTheOthers() {
        String page = HtmlReport.page(List.of(report("plain", 30)));

        assertThat(page).contains("m29.large spot").contains("other types").doesNotContain("m3.large spot</th>");
    }

    @Test
    void anEmptyReportIsAPageAllTheSame() {
        var summary = new Report.Summary(0, 0, 0, Quantiles.NONE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Quantiles.NONE, 0);
        var empty = new Report(
                "empty",
                "",
                1,
                "first-fit",
                summary,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());

        assertThat(HtmlReport.page(List.of(empty))).contains("<h1>empty</h1>").doesNotContain("NaN");
    }

    @Test
    void onlySoManyDecisionsAreShownAndTheRestIsCounted() {
        Report report = report("plain", 2);
        var many = new ArrayList<Decision>();
        for (int i = 0; i < 2_500; i++) {
            many.add(new Decision(i, "decision " + i, "because"));
        }
        var longer = new Report(
                report.scenario(),
                report.description(),
                report.seed(),
                report.policy(),
                report.summary(),
                report.workloads(),
                report.timeline(),
                report.bill(),
                many,
                report.verdicts(),
                report.waiting(),
                report.notes());

        assertThat(HtmlReport.page(List.of(longer)))
                .contains("decision 1999<")
                .doesNotContain("decision 2000<")
                .contains("And 500 further decisions");
    }

    /** A report of ten minutes with so many types of nodes, whatever can be named bearing {@code name}. */
    private static Report report(String name, int types) {
        var moments = new ArrayList<Moment>();
        for (int i = 1; i <= 10; i++) {
            var counts = new ArrayList<TypeCount>();
            for (int type = 0; type < types; type++) {
                counts.add(new TypeCount("m" + type + ".large", "spot", type));
            }
            moments.add(new Moment(i * 60, i, 10 - i, i, i, i * 0.1, i * 0.01, 0.5, 0.25, counts));
        }
        var times = new Quantiles(4, 40, 60, 61, 62);
        var workload =
                new Workload("Deployment " + name, 4, times, times, times, 0, List.of(new StageTime(name, times)));
        return new Report(
                name,
                name,
                1,
                "cost-optimal",
                new Report.Summary(4, 4, 0, times, 0.1, 1, 10, 0, 0, 10, 600, 3, 0.5, 0.25, times, 0),
                List.of(workload),
                moments,
                List.of(new Paid("m1.large", "us-east-1a", "spot", 1, 0.1)),
                List.of(new Decision(60, "scenario", name), new Decision(61, name, name)),
                List.of(
                        new Verdict(name, OptionalDouble.of(1), true),
                        new Verdict(name, OptionalDouble.empty(), false)),
                List.of(name),
                List.of(name));
    }
}
