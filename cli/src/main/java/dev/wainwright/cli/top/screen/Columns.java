package dev.wainwright.cli.top.screen;

import dev.wainwright.cli.output.Bar;
import dev.wainwright.cli.top.picture.Facts.Decision;
import dev.wainwright.cli.top.picture.Facts.PodFacts;
import dev.wainwright.cli.top.picture.Picture.Limit;
import dev.wainwright.cli.top.picture.Picture.NodeRow;
import dev.wainwright.cli.top.picture.Picture.PoolRow;
import dev.wainwright.cli.top.picture.Picture.Status;
import dev.wainwright.cli.top.picture.Picture.Use;
import dev.wainwright.cli.top.picture.Picture.Waiting;
import dev.wainwright.cli.top.screen.Grid.Cell;
import dev.wainwright.cli.top.screen.Grid.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What each pane's table says, and how many cells its bars get. */
final class Columns {
    private static final int BAR_FROM = 72;
    private static final int LONG_BAR_FROM = 112;
    private static final int AMOUNTS_FROM = 132;
    private static final double HARDLY_USED = 0.2;
    private static final double NEARLY_FULL = 0.9;

    private final int width;
    private final Instant now;
    private final boolean unicode;

    Columns(int width, Instant now, boolean unicode) {
        this.width = width;
        this.now = now;
        this.unicode = unicode;
    }

    /** @param rows all there are: where their names go without domains, they do */
    List<Column<NodeRow>> nodes(List<NodeRow> rows, Sort sort, boolean reversed) {
        var columns = new ArrayList<Column<NodeRow>>();
        boolean hosts = width < AMOUNTS_FROM && areHosts(rows);
        columns.add(Column.name(
                head("NODE", sort == Sort.NAME, reversed),
                0,
                12,
                row -> Cell.of(hosts ? host(row.name()) : row.name())));
        columns.add(Column.name(head("POOL", sort == Sort.POOL, reversed), 9, 8, row -> Cell.of(or(row.pool(), "-"))));
        columns.add(Column.name(head("TYPE", sort == Sort.TYPE, reversed), 5, 10, row -> Cell.of(or(row.type(), "?"))));
        columns.add(Column.left(head("ZONE", sort == Sort.ZONE, reversed), 10, row -> Cell.of(or(row.zone(), "-"))));
        columns.add(Column.left(
                head("CAPACITY", sort == Sort.CAPACITY, reversed), 7, row -> Cell.of(or(row.capacityType(), "-"))));
        columns.add(Column.left(
                head("STATUS", sort == Sort.STATUS, reversed),
                1,
                row -> new Cell(row.status().toString(), style(row.status()))));
        columns.add(
                Column.right(head("AGE", sort == Sort.AGE, reversed), 8, row -> Cell.of(Texts.age(row.since(), now))));
        columns.add(use(head("CPU", sort == Sort.CPU, reversed), NodeRow::cpu));
        if (width >= AMOUNTS_FROM) {
            columns.add(Column.right("CORES", 11, row -> amounts(row.cpu(), Texts::cpu)));
        }
        columns.add(use(head("MEM", sort == Sort.MEMORY, reversed), NodeRow::memory));
        if (width >= AMOUNTS_FROM) {
            columns.add(Column.right("GIB", 12, row -> amounts(row.memory(), Texts::gib)));
        }
        columns.add(Column.right(head("PODS", sort == Sort.PODS, reversed), 6, Columns::pods));
        columns.add(Column.right(head("$/H", sort == Sort.PRICE, reversed), 2, row -> Cell.of(Texts.price(row))));
        return columns;
    }

    /** Whether the names' first parts are enough to tell them apart. */
    private static boolean areHosts(List<NodeRow> rows) {
        return rows.stream().map(row -> host(row.name())).distinct().count() == rows.size();
    }

    private static String host(String name) {
        int dot = name.indexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private String head(String heading, boolean sorted, boolean reversed) {
        if (width == Plain.WIDE) {
            return heading;
        }
        String mark = unicode ? (reversed ? "▲" : "▼") : (reversed ? "^" : "v");
        return sorted ? heading + mark : heading;
    }

    private static Cell pods(NodeRow row) {
        return Cell.of(
                row.pods().whole() == 0
                        ? "-"
                        : row.pods().part() + "/" + row.pods().whole());
    }

    private Column<NodeRow> use(String heading, Function<NodeRow, Use> use) {
        int cells = width >= LONG_BAR_FROM ? 10 : width >= BAR_FROM ? 4 : 0;
        return Column.left(heading, 3, row -> {
            Use of = use.apply(row);
            if (of.whole() == 0) {
                return new Cell(unicode ? "·".repeat(cells) + "   -" : ".".repeat(cells) + "   -", Style.DIM);
            }
            return new Cell(Bar.of(of.part(), of.whole(), cells, unicode), style(of));
        });
    }

    /** Full is good here: what is asked for is what is paid for. */
    static Style style(Use use) {
        return use.share() < HARDLY_USED ? Style.YELLOW : Style.GREEN;
    }

    static Style style(Status status) {
        return switch (status) {
            case READY -> Style.GREEN;
            case LAUNCHING, BOOTING, STARTING -> Style.CYAN;
            case CORDONED, DRAINING, LEAVING -> Style.YELLOW;
            case NOT_READY -> Style.ALARM;
        };
    }

    private static Cell amounts(Use use, java.util.function.LongFunction<String> text) {
        return new Cell(use.whole() == 0 ? "" : text.apply(use.part()) + "/" + text.apply(use.whole()), Style.DIM);
    }

    List<Column<PoolRow>> pools() {
        return List.of(
                Column.name("POOL", 0, 12, row -> Cell.of(row.name())),
                Column.right("NODES", 1, row -> Cell.of(String.valueOf(row.nodes()))),
                Column.right(
                        "$/H",
                        2,
                        row -> Cell.of(Texts.hourly(row.cost()).replace("$", "").replace("/h", ""))),
                Column.prose("LIMITS", 3, 10, Columns::limits));
    }

    private static Cell limits(PoolRow row) {
        if (!row.trouble().isEmpty()) {
            return new Cell(row.trouble(), Style.ALARM);
        }
        if (row.limits().isEmpty()) {
            return new Cell(row.isGroup() ? "a node group, not a NodePool" : "none", Style.DIM);
        }
        var texts = new ArrayList<String>();
        boolean nearlyFull = false;
        for (Limit limit : row.limits()) {
            texts.add("%s %s of %s (%d%%)"
                    .formatted(limit.resource(), limit.used(), limit.limit(), (int) (limit.share() * 100)));
            nearlyFull |= limit.share() >= NEARLY_FULL;
        }
        return new Cell(String.join(", ", texts), nearlyFull ? Style.YELLOW : Style.PLAIN);
    }

    List<Column<Waiting>> waiting() {
        return List.of(
                Column.name("POD", 0, 14, row -> Cell.of(row.pod().qualifiedName())),
                Column.right("AGE", 2, row -> Cell.of(Texts.age(row.pod().created(), now))),
                Column.right("CPU", 3, row -> Cell.of(Texts.cpu(row.pod().cpu()))),
                Column.right("MEM", 4, row -> Cell.of(Texts.memory(row.pod().memory()))),
                Column.prose("WHY", 1, 15, row -> Cell.of(row.reason())));
    }

    List<Column<Decision>> decisions() {
        return List.of(
                Column.right("AGE", 0, row -> Cell.of(Texts.age(row.time(), now))),
                Column.left("WHAT", 1, row -> new Cell(row.action(), Style.CYAN)),
                Column.name("OBJECT", 2, 12, row -> Cell.of(object(row))),
                Column.prose("WHY", 3, 12, row -> Cell.of(row.reason())));
    }

    /** Events name a namespace also for what is in none. */
    private static String object(Decision row) {
        boolean namespaced = row.kind().equals("Pod") && !row.namespace().isEmpty();
        return row.kind().toLowerCase(Locale.ROOT) + "/" + (namespaced ? row.namespace() + "/" : "") + row.name();
    }

    List<Column<PodFacts>> pods() {
        return List.of(
                Column.name("POD", 0, 16, pod -> Cell.of(pod.qualifiedName())),
                Column.right("CPU", 1, pod -> Cell.of(Texts.cpu(pod.cpu()))),
                Column.right("MEM", 2, pod -> Cell.of(Texts.memory(pod.memory()))),
                Column.left("PHASE", 3, pod -> Cell.of(pod.leaving() ? "Terminating" : pod.phase())),
                Column.right("AGE", 4, pod -> Cell.of(Texts.age(pod.created(), now))));
    }

    private static String or(String text, String otherwise) {
        return Optional.of(text).filter(each -> !each.isEmpty()).orElse(otherwise);
    }
}
