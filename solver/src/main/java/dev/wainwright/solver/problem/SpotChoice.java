package dev.wainwright.solver.problem;

/**
 * How much choice a spot machine that is chosen for its price must leave, so that a request stays diversified.
 *
 * @param types for how many further types there must be room
 * @param within by what part of its price those may be dearer
 */
public record SpotChoice(int types, double within) {
    public static final SpotChoice ANY = new SpotChoice(0, 0.2);
}
