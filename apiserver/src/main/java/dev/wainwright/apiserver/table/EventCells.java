package dev.wainwright.apiserver.table;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Events, in the core group's form and in that of events.k8s.io, which is the same under other names. */
final class EventCells {
    private EventCells() {}

    static void print(Part event, Row row) {
        boolean isNew = event.text("apiVersion").startsWith("events.k8s.io/");
        Part about = event.at(isNew ? "regarding" : "involvedObject");
        Part source = event.at(isNew ? "deprecatedSource" : "source");
        String first = event.textOr(isNew ? "deprecatedFirstTimestamp" : "firstTimestamp", event.text("eventTime"));
        String last = event.text(isNew ? "deprecatedLastTimestamp" : "lastTimestamp");
        long count = event.number(isNew ? "deprecatedCount" : "count");
        Part series = event.at("series");
        if (event.has("series")) {
            last = series.text("lastObservedTime");
            count = series.number("count");
        }
        row.since(last.isEmpty() ? first : last)
                .text(event.text("type"))
                .text(event.text("reason"))
                .text(about.text("kind").toLowerCase(Locale.ROOT) + '/' + about.text("name"))
                .text(about.text("fieldPath"))
                .text(source(event, source))
                .text(event.text(isNew ? "note" : "message").strip())
                .since(first)
                .number(Math.max(1, count))
                .name();
    }

    private static String source(Part event, Part source) {
        return Stream.of(
                        List.of(
                                source.text("component"),
                                event.text("reportingComponent"),
                                event.text("reportingController")),
                        List.of(source.text("host"), event.text("reportingInstance")))
                .map(names -> names.stream()
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                        .orElse(""))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
