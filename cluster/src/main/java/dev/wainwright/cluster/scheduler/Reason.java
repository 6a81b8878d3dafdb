package dev.wainwright.cluster.scheduler;

/**
 * Why a node cannot take a pod, in the order in which kube-scheduler's filters look; the texts are its own, because people
 * and tools search for them.
 */
enum Reason {
    NONE("", false, 0),
    UNSCHEDULABLE("node(s) were unschedulable", false, Reason.NODE),
    TAINT("node(s) had untolerated taint(s)", false, Reason.NODE),
    NODE_AFFINITY("node(s) didn't match Pod's node affinity/selector", false, Reason.NODE),
    PORTS("node(s) didn't have free ports for the requested pod ports", true, Reason.NODE | Reason.POD_GONE),
    /** Stands for one text per resource that is short. */
    RESOURCES("", true, Reason.NODE | Reason.POD_GONE),
    /** The same, on a node that is too small even when it is empty. */
    TOO_SMALL("", false, Reason.NODE | Reason.POD_GONE),
    VOLUME_COUNT("node(s) exceed max volume count", true, Reason.NODE | Reason.POD_GONE | Reason.STORAGE),
    VOLUME_PLACE("node(s) had volume node affinity conflict", false, Reason.NODE | Reason.STORAGE),
    SPREAD_LABEL("node(s) didn't match pod topology spread constraints (missing required label)", false, Reason.NODE),
    SPREAD(
            "node(s) didn't match pod topology spread constraints",
            true,
            Reason.NODE | Reason.POD_GONE | Reason.POD_PLACED),
    AFFINITY("node(s) didn't match pod affinity rules", false, Reason.NODE | Reason.POD_PLACED),
    ANTI_AFFINITY("node(s) didn't match pod anti-affinity rules", true, Reason.NODE | Reason.POD_GONE),
    OTHERS_ANTI_AFFINITY(
            "node(s) didn't satisfy existing pods anti-affinity rules", true, Reason.NODE | Reason.POD_GONE);

    /** What may change it: a node that comes or changes, a pod that goes, a pod that gets its node, storage. */
    static final int NODE = 1;

    static final int POD_GONE = 2;
    static final int POD_PLACED = 4;
    static final int STORAGE = 8;

    private static final Reason[] ALL = values();

    static final int COUNT = ALL.length;

    final String text;

    /** Whether the node could take the pod if others went. */
    final boolean helpedByPreemption;

    final int events;

    Reason(String text, boolean helpedByPreemption, int events) {
        this.text = text;
        this.helpedByPreemption = helpedByPreemption;
        this.events = events;
    }

    /** A number below 256 that stands for the reason while the program runs. */
    @SuppressWarnings("EnumOrdinal")
    int code() {
        return ordinal();
    }

    static Reason at(int code) {
        return ALL[code];
    }
}
