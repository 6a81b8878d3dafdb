package dev.wainwright.solver.nodegroup;

import dev.wainwright.model.instance.InstanceType;

/**
 * Machines of one type, more or fewer of them.
 *
 * @param pool its number in the catalogue
 */
record NodeGroup(int pool, String poolName, InstanceType type) {
    String name() {
        return poolName + '/' + type.name();
    }
}
