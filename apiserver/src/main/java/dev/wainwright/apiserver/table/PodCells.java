package dev.wainwright.apiserver.table;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A pod's readiness, its one word of status, and its restarts. */
final class PodCells {
    private final Part pod;
    private final Part status;
    private final Set<String> sidecars;
    private String word;
    private long ready;
    private long restarts;
    private String lastRestart = "";
    private long sidecarRestarts;
    private String lastSidecarRestart = "";

    private PodCells(Part pod) {
        this.pod = pod;
        this.status = pod.at("status");
        this.word = status.textOr("reason", status.text("phase"));
        this.sidecars = pod.at("spec").parts("initContainers").stream()
                .filter(each -> each.text("restartPolicy").equals("Always"))
                .map(each -> each.text("name"))
                .collect(Collectors.toSet());
    }

    static void print(Part pod, Row row) {
        var cells = new PodCells(pod);
        cells.look();
        Part spec = pod.at("spec");
        row.name()
                .text(cells.ready + "/" + (spec.size("containers") + cells.sidecars.size()))
                .text(cells.word)
                .text(cells.restarted(row.now()))
                .age()
                .text(Wording.orNone(cells.address()))
                .text(spec.textOr("nodeName", Wording.NONE))
                .text(cells.status.textOr("nominatedNodeName", Wording.NONE))
                .text(cells.gates());
    }

    /** Whether the pod has ended for good; such rows are marked, so that they can be hidden. */
    static boolean isFinished(Part pod) {
        String phase = pod.at("status").text("phase");
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    private void look() {
        if (pod.condition("PodScheduled").text("reason").equals("SchedulingGated")) {
            word = "SchedulingGated";
        }
        boolean isInitializing = initContainers();
        if (!isInitializing || pod.isTrue("Initialized")) {
            containers();
        }
        if (!pod.isBeingDeleted()) {
            return;
        }
        if (status.text("reason").equals("NodeLost")) {
            word = "Unknown";
        } else if (!isFinished(pod)) {
            word = "Terminating";
        }
    }

    /** Whether one of them is not through yet. */
    private boolean initContainers() {
        List<Part> statuses = status.parts("initContainerStatuses");
        for (int i = 0; i < statuses.size(); i++) {
            Part container = statuses.get(i);
            boolean isSidecar = sidecars.contains(container.text("name"));
            count(container);
            if (isSidecar) {
                sidecarRestarts += container.number("restartCount");
                lastSidecarRestart = later(lastSidecarRestart, container);
            }
            Part state = container.at("state");
            if (state.has("terminated") && state.at("terminated").number("exitCode") == 0) {
                continue;
            }
            if (isSidecar && container.flag("started")) {
                ready += container.flag("ready") ? 1 : 0;
                continue;
            }
            word = "Init:" + initWord(state, i);
            return true;
        }
        return false;
    }

    private String initWord(Part state, int index) {
        if (state.has("terminated")) {
            return ended(state.at("terminated"));
        }
        String waiting = state.at("waiting").text("reason");
        return waiting.isEmpty() || waiting.equals("PodInitializing")
                ? index + "/" + pod.at("spec").size("initContainers")
                : waiting;
    }

    /** From the last to the first, so that the first one's word is said. */
    private void containers() {
        restarts = sidecarRestarts;
        lastRestart = lastSidecarRestart;
        boolean isAnyRunning = false;
        for (Part container : status.parts("containerStatuses").reversed()) {
            count(container);
            Part state = container.at("state");
            String waiting = state.at("waiting").text("reason");
            if (!waiting.isEmpty()) {
                word = waiting;
            } else if (state.has("terminated")) {
                word = ended(state.at("terminated"));
            } else if (container.flag("ready") && state.has("running")) {
                isAnyRunning = true;
                ready++;
            }
        }
        if (word.equals("Completed") && isAnyRunning) {
            word = pod.isTrue("Ready") ? "Running" : "NotReady";
        }
    }

    private static String ended(Part terminated) {
        long signal = terminated.number("signal");
        return terminated.textOr(
                "reason", signal == 0 ? "ExitCode:" + terminated.number("exitCode") : "Signal:" + signal);
    }

    private void count(Part container) {
        restarts += container.number("restartCount");
        lastRestart = later(lastRestart, container);
    }

    private static String later(String time, Part container) {
        String finished = container.at("lastState", "terminated").text("finishedAt");
        return finished.compareTo(time) > 0 ? finished : time;
    }

    private String restarted(Instant now) {
        return restarts == 0 || lastRestart.isEmpty()
                ? Long.toString(restarts)
                : restarts + " (" + Ages.since(lastRestart, now) + " ago)";
    }

    private String address() {
        return status.parts("podIPs").stream()
                .findFirst()
                .map(each -> each.text("ip"))
                // Simulated pods have one address and no list.
                .orElse(status.text("podIP"));
    }

    private String gates() {
        List<Part> gates = pod.at("spec").parts("readinessGates");
        long open = gates.stream()
                .filter(each -> pod.isTrue(each.text("conditionType")))
                .count();
        return gates.isEmpty() ? Wording.NONE : open + "/" + gates.size();
    }
}
