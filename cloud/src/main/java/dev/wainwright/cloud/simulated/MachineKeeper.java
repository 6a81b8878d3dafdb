package dev.wainwright.cloud.simulated;

import java.util.List;

/**
 * Remembers an EC2's machines beyond its process. Told of every change before whoever caused it has his answer, one at a
 * time; it must be quick and must not call back.
 */
public interface MachineKeeper {
    /** Forgets at once. */
    MachineKeeper NONE = new Forgetful();

    /** What was kept when this process began. */
    List<KeptMachine> machines();

    /** The highest number that a machine has ever had, so that no name is given twice. */
    long lastNumber();

    /** The machine is new, or something about it is. */
    void keep(KeptMachine machine);

    /** It is gone. */
    void drop(String id);

    /** Remembers nothing. */
    class Forgetful implements MachineKeeper {
        @Override
        public List<KeptMachine> machines() {
            return List.of();
        }

        @Override
        public long lastNumber() {
            return 0;
        }

        @Override
        public void keep(KeptMachine machine) {}

        @Override
        public void drop(String id) {}
    }
}
