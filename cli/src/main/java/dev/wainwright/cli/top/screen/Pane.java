package dev.wainwright.cli.top.screen;

import java.util.List;

/** What can be looked at. */
public enum Pane {
    NODES("Nodes"),
    POOLS("Pools"),
    WAITING("Pending"),
    DECISIONS("Decisions");

    /** In the order of their tabs. */
    static final List<Pane> ALL = List.of(values());

    private final String title;

    Pane(String title) {
        this.title = title;
    }

    @Override
    public String toString() {
        return title;
    }

    Pane next(int step) {
        return ALL.get(Math.floorMod(ALL.indexOf(this) + step, ALL.size()));
    }
}
