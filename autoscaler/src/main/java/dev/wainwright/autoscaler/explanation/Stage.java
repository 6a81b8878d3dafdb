package dev.wainwright.autoscaler.explanation;

import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.autoscaler.claim.Claims;

/** How far a NodeClaim has come. */
enum Stage {
    LEAVING("is being deleted"),
    READY("is ready"),
    JOINED("has joined and is not ready yet"),
    LAUNCHED("is launched and has not joined yet"),
    ASKED_FOR("is not launched yet");

    /** As the rest of a sentence about it. */
    final String text;

    Stage(String text) {
        this.text = text;
    }

    static Stage of(NodeClaim claim) {
        if (claim.metadata().isTerminating()) {
            return LEAVING;
        }
        if (Claims.isTrue(claim, Claims.INITIALIZED)) {
            return READY;
        }
        if (Claims.isTrue(claim, Claims.REGISTERED)) {
            return JOINED;
        }
        return Claims.isTrue(claim, Claims.LAUNCHED) ? LAUNCHED : ASKED_FOR;
    }
}
