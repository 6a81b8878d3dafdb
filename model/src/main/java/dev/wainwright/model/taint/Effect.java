package dev.wainwright.model.taint;

/** What a taint does to pods that do not tolerate it. */
public enum Effect {
    NO_SCHEDULE("NoSchedule"),
    PREFER_NO_SCHEDULE("PreferNoSchedule"),
    NO_EXECUTE("NoExecute");

    private final String wireName;

    Effect(String wireName) {
        this.wireName = wireName;
    }

    /** The name that documents use. */
    @Override
    public String toString() {
        return wireName;
    }
}
