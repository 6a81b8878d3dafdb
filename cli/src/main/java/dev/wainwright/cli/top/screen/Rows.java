package dev.wainwright.cli.top.screen;

import dev.wainwright.cli.top.picture.Facts.Decision;
import dev.wainwright.cli.top.picture.Picture;
import dev.wainwright.cli.top.picture.Picture.NodeRow;
import dev.wainwright.cli.top.picture.Picture.PoolRow;
import dev.wainwright.cli.top.picture.Picture.Waiting;
import java.util.List;

/** The rows of each pane, filtered and in order. */
record Rows(List<NodeRow> nodes, List<PoolRow> pools, List<Waiting> waiting, List<Decision> decisions) {
    static Rows of(Picture picture, View view) {
        return new Rows(
                view.sort()
                        .sorted(
                                picture.nodes().stream()
                                        .filter(node -> view.shows(
                                                node.name(),
                                                node.pool(),
                                                node.type(),
                                                node.zone(),
                                                node.capacityType(),
                                                node.status().toString()))
                                        .toList(),
                                view.reversed()),
                picture.pools().stream().filter(pool -> view.shows(pool.name())).toList(),
                picture.waiting().stream()
                        .filter(each -> view.shows(each.pod().qualifiedName(), each.reason()))
                        .toList(),
                picture.decisions().stream()
                        .filter(each -> view.shows(each.name(), each.action(), each.reason()))
                        .toList());
    }

    int size(Pane pane) {
        return switch (pane) {
            case NODES -> nodes.size();
            case POOLS -> pools.size();
            case WAITING -> waiting.size();
            case DECISIONS -> decisions.size();
        };
    }

    /** What a row is remembered by while others come and go around it. */
    String id(Pane pane, int index) {
        if (index < 0 || index >= size(pane)) {
            return "";
        }
        return switch (pane) {
            case NODES -> nodes.get(index).name();
            case POOLS -> pools.get(index).name();
            case WAITING -> waiting.get(index).pod().qualifiedName();
            case DECISIONS -> decisions.get(index).toString();
        };
    }

    /** Where the cursor is now: at its row if that is still there, else about where that was; -1 without rows. */
    int index(Pane pane, View.Cursor cursor) {
        int size = size(pane);
        if (!cursor.id().isEmpty()) {
            for (int i = 0; i < size; i++) {
                if (id(pane, i).equals(cursor.id())) {
                    return i;
                }
            }
        }
        return Math.min(cursor.index(), size - 1);
    }
}
