package dev.wainwright.apiserver.rest;

import dev.wainwright.runtime.store.Refusal;

/** Refusals before it is known what a request is about. */
public final class Refusals {
    private Refusals() {}

    /** The Status that says so. */
    public static Answer answer(Refusal why) {
        return Statuses.refused(why, Statuses.About.NOTHING);
    }
}
