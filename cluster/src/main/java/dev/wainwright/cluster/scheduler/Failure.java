package dev.wainwright.cluster.scheduler;

import dev.wainwright.api.placement.VolumeTerms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * Why a pod has no place.
 *
 * @param message as kube-scheduler words it in the pod's condition
 * @param events what may change it, as {@link Reason#events}
 * @param isForAll whether it is the pod's own trouble and no node was looked at
 */
record Failure(String message, int events, boolean isForAll) {
    private static final int ANYTHING = ~0;

    /** Something went wrong with a place that had been found. */
    static Failure error(String message) {
        return new Failure(message, ANYTHING, true);
    }

    boolean isError() {
        return events == ANYTHING;
    }

    static Failure ofVolumes(VolumeTerms.Answer answer, String claim, int nodes) {
        String text = switch (answer.trouble()) {
            case CLAIM_MISSING -> "persistentvolumeclaim \"" + claim + "\" not found";
            case CLAIM_DELETED -> "persistentvolumeclaim \"" + claim + "\" is being deleted";
            case NOT_BOUND -> "pod has unbound immediate PersistentVolumeClaims";
            case NONE, VOLUME_LOST, VOLUME_MISSING, CLASS_MISSING -> answer.problem();
        };
        return new Failure("0/" + nodes + " nodes are available: " + text + ".", Reason.STORAGE, true);
    }

    /** Counts the nodes by what keeps the pod from them. */
    static Failure among(Board board, Evaluation evaluation) {
        if (board.nodeCount() == 0) {
            return new Failure("no nodes available to schedule pods", Reason.NODE, true);
        }
        var byReason = new int[Reason.COUNT];
        var byResource = new int[Long.SIZE];
        int events = 0;
        for (int slot = 0; slot < board.slotCount(); slot++) {
            long verdict = evaluation.verdict(slot);
            if (verdict == Evaluation.NOT_THERE) {
                continue;
            }
            Reason reason = verdict == 0 ? evaluation.neighbours.reason(slot) : Evaluation.reason(verdict);
            events |= reason.events;
            if (reason == Reason.RESOURCES || reason == Reason.TOO_SMALL) {
                for (long left = Evaluation.shortResources(verdict); left != 0; left &= left - 1) {
                    byResource[Long.numberOfTrailingZeros(left)]++;
                }
            } else {
                byReason[reason.code()]++;
            }
        }
        String counted = listed(named(byReason, byResource, board.names));
        return new Failure("0/" + board.nodeCount() + " nodes are available: " + counted + ".", events, false);
    }

    private static Map<String, Integer> named(int[] byReason, int[] byResource, ResourceNames names) {
        var counts = new HashMap<String, Integer>();
        for (int code = 0; code < byReason.length; code++) {
            if (byReason[code] > 0) {
                counts.put(Reason.at(code).text, byReason[code]);
            }
        }
        for (int resource = 0; resource < byResource.length; resource++) {
            if (byResource[resource] > 0) {
                counts.put(
                        resource == ResourceNames.PODS ? "Too many pods" : "Insufficient " + names.name(resource),
                        byResource[resource]);
            }
        }
        return counts;
    }

    /** "2 of this, 1 of that", sorted as texts. */
    static String listed(Map<String, Integer> counts) {
        var parts = new ArrayList<String>();
        counts.forEach((text, count) -> parts.add(count + " " + text));
        Collections.sort(parts);
        return String.join(", ", parts);
    }

    Failure andPreemption(String outcome) {
        return outcome.isEmpty() ? this : new Failure(message + " preemption: " + outcome, events, isForAll);
    }
}
