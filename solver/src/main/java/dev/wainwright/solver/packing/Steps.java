package dev.wainwright.solver.packing;

/**
 * A budget of work, counted so that the same question gets the same answer on every machine. One step is about a thousand
 * elementary operations, some microseconds.
 */
public final class Steps {
    private long left;

    public Steps(long left) {
        this.left = left;
    }

    /** Takes some; true while there was enough. */
    public boolean take(long steps) {
        left -= steps;
        return left >= 0;
    }

    public boolean areSpent() {
        return left <= 0;
    }

    public long left() {
        return Math.max(0, left);
    }

    /** Sets aside so many, or all that are left, to be used for one part of the work; what it leaves may be given back. */
    public Steps atMost(long most) {
        long share = Math.min(left(), most);
        left -= share;
        return new Steps(share);
    }

    /** Sets aside a share of what is left, to be used for one part of the work; what it leaves may be given back. */
    public Steps share(double part) {
        return atMost((long) (left() * part));
    }

    /** Takes back what is left of a part that was set aside. */
    public void takeBack(Steps part) {
        left += part.left();
        part.left = 0;
    }
}
