package dev.wainwright.cli.top;

import dev.wainwright.cli.output.Document;
import dev.wainwright.cli.output.Money;
import dev.wainwright.cli.top.picture.Facts.Decision;
import dev.wainwright.cli.top.picture.Picture;
import dev.wainwright.cli.top.picture.Picture.Cost;
import dev.wainwright.cli.top.picture.Picture.Limit;
import dev.wainwright.cli.top.picture.Picture.NodeRow;
import dev.wainwright.cli.top.picture.Picture.PoolRow;
import dev.wainwright.cli.top.picture.Picture.Totals;
import dev.wainwright.cli.top.picture.Picture.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The picture for programs; docs/top.md promises its shape. Cores in thousandths, memory in bytes. */
final class PictureDocument {
    private final Document document;

    private PictureDocument(Document document) {
        this.document = document;
    }

    static void write(Picture picture, Document document) {
        new PictureDocument(document).write(picture);
        document.end();
    }

    private void write(Picture picture) {
        document.beginObject();
        document.key("totals");
        totals(picture.totals());
        array("nodes", picture.nodes(), this::node);
        array("pools", picture.pools(), this::pool);
        array("pending", picture.waiting(), this::waiting);
        array("decisions", picture.decisions(), this::decision);
        document.field("notes", picture.source().notes());
        document.endObject();
    }

    private <T> void array(String name, List<T> items, Consumer<T> each) {
        document.key(name).beginArray();
        for (T item : items) {
            document.beginObject();
            each.accept(item);
            document.endObject();
        }
        document.endArray();
    }

    private void totals(Totals totals) {
        document.beginObject();
        document.field("nodes", totals.nodes());
        document.field("coming", totals.coming());
        document.field("going", totals.going());
        document.field("notReady", totals.notReady());
        document.field("podsRunning", totals.running());
        document.field("podsStarting", totals.starting());
        document.field("podsPending", totals.waiting());
        use("cpuMilli", totals.cpu());
        use("memoryBytes", totals.memory());
        cost(totals.cost());
        document.endObject();
    }

    private void use(String name, Picture.Use use) {
        document.key(name).beginObject();
        document.field("requested", use.part());
        document.field("allocatable", use.whole());
        document.endObject();
    }

    private void cost(Cost cost) {
        document.price("hourlyPrice", cost.hourly());
        document.price("monthlyPrice", cost.hourly() * Money.HOURS_PER_MONTH);
        document.field("priceModelled", cost.modelled());
        document.field("unpricedNodes", cost.unpriced());
    }

    private void node(NodeRow node) {
        document.field("name", node.name());
        document.field("kind", node.isClaim() ? "NodeClaim" : "Node");
        document.field("nodeClaim", node.claim());
        document.field("pool", node.pool());
        document.field("instanceType", node.type());
        document.field("zone", node.zone());
        document.field("capacityType", node.capacityType());
        document.field("status", node.status().toString());
        time("since", node.since());
        use("cpuMilli", node.cpu());
        use("memoryBytes", node.memory());
        document.field("pods", node.pods().part());
        document.field("maxPods", node.pods().whole());
        document.key("hourlyPrice");
        if (node.price().isPresent()) {
            document.number(java.math.BigDecimal.valueOf(node.price().get().hourly()));
        } else {
            document.nothing();
        }
        document.field(
                "priceModelled", node.price().map(price -> price.modelled()).orElse(false));
        document.field("taints", node.taints());
    }

    private void pool(PoolRow pool) {
        document.field("name", pool.name());
        document.field("kind", pool.isGroup() ? "NodeGroup" : "NodePool");
        document.field("nodes", pool.nodes());
        cost(pool.cost());
        array("limits", pool.limits(), this::limit);
        document.field("trouble", pool.trouble());
    }

    private void limit(Limit limit) {
        document.field("resource", limit.resource());
        document.field("used", limit.used());
        document.field("limit", limit.limit());
    }

    private void waiting(Waiting waiting) {
        document.field("pod", waiting.pod().qualifiedName());
        time("since", waiting.pod().created());
        document.field("cpuMilli", waiting.pod().cpu());
        document.field("memoryBytes", waiting.pod().memory());
        document.field("reason", waiting.reason());
    }

    private void decision(Decision decision) {
        time("time", decision.time());
        document.field("kind", decision.kind());
        document.field("namespace", decision.namespace());
        document.field("name", decision.name());
        document.field("action", decision.action());
        document.field("reason", decision.reason());
    }

    private void time(String name, Optional<Instant> time) {
        document.key(name);
        if (time.isPresent()) {
            document.text(time.get().toString());
        } else {
            document.nothing();
        }
    }
}
