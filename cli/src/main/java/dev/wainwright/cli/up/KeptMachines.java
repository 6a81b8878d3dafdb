package dev.wainwright.cli.up;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.journal.Journal;
import dev.wainwright.cloud.simulated.KeptMachine;
import dev.wainwright.cloud.simulated.MachineDocuments;
import dev.wainwright.cloud.simulated.MachineKeeper;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Remembers the simulated cloud's machines in the cluster's journal, each under its own name. What is written there is on
 * the disk no later than what is written to the store afterwards, so no NodeClaim survives its machine.
 */
final class KeptMachines implements MachineKeeper {
    private static final String MACHINE = "ec2/machine/";
    private static final String LAST = "ec2/last";
    private static final String NUMBER = "number";

    private final Journal journal;
    private long last;

    KeptMachines(Journal journal) {
        this.journal = journal;
        byte[] kept = journal.recovered().attachments().get(LAST);
        this.last = kept != null && document(kept).get(NUMBER) instanceof Tree.Numeral number
                ? number.value().longValue()
                : 0;
    }

    @Override
    public List<KeptMachine> machines() {
        return journal.recovered().attachments().entrySet().stream()
                .filter(each -> each.getKey().startsWith(MACHINE))
                .map(Map.Entry::getValue)
                .map(each -> MachineDocuments.read(document(each)))
                .sorted(Comparator.comparingLong(KeptMachine::number))
                .toList();
    }

    @Override
    public long lastNumber() {
        return last;
    }

    @Override
    public void keep(KeptMachine machine) {
        if (machine.number() > last) {
            last = machine.number();
            attach(LAST, Tree.Mapping.EMPTY.with(NUMBER, Tree.number(last)));
        }
        attach(MACHINE + machine.facts().id(), MachineDocuments.write(machine));
    }

    @Override
    public void drop(String id) {
        journal.detach(MACHINE + id);
    }

    private void attach(String name, Tree.Mapping document) {
        journal.attach(name, Json.bytes(document));
    }

    private static Tree.Mapping document(byte[] written) {
        return (Tree.Mapping) Json.parse(new String(written, StandardCharsets.UTF_8));
    }
}
