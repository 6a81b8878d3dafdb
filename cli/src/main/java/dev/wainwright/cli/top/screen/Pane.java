package dev.wainwright.cli.top.screen;

/** What can be looked at. */
public enum Pane {
    NODES("Nodes"),
    POOLS("Pools"),
    WAITING("Pending"),
    DECISIONS("Decisions");

    private final String title;

    Pane(String title) {
        this.title = title;
    }

    @Override
    public String toString() {
        return title;
    }

    Pane next(int step) {
        return values()[Math.floorMod(ordinal() + step, values().length)];
    }
}
