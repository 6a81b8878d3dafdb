package dev.wainwright.solver;

import java.util.List;

/** Why something was decided: a sentence, and what it rests on. */
public record Reason(String text, List<Reason> because) {
    public Reason {
        because = List.copyOf(because);
    }

    public static Reason of(String text, Reason... because) {
        return new Reason(text, List.of(because));
    }
}
