package dev.wainwright.cluster.scheduler;

import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.placement.TopologyTerm;
import dev.wainwright.model.placement.TopologyTerm.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What where other pods are has to say about one class of pods: PodTopologySpread and InterPodAffinity, with counts by
 * domain that follow the tallies.
 */
final class Neighbours {
    private final Board board;
    private final PodClass pods;
    private final List<TopologyTerm> hardSpreads;
    private final List<TopologyTerm> softSpreads;
    final List<Domains> hard = new ArrayList<>();
    final List<Domains> soft = new ArrayList<>();
    private final List<Domains> with = new ArrayList<>();
    private final List<Domains> away = new ArrayList<>();
    private final List<Domains> repelling = new ArrayList<>();
    private final List<Wish> wishes = new ArrayList<>();
    private final List<Domains> all = new ArrayList<>();
    private final boolean isOfItsOwnKind;
    private int[] lowest = new int[0];
    private int talliesSeen;

    /** A preference for domains by what is in them, for the pod's part or for its neighbours'. */
    record Wish(Domains domains, int weight) {}

    Neighbours(Board board, PodClass pods) {
        this.board = board;
        this.pods = pods;
        hardSpreads = pods.spreads.stream().filter(TopologyTerm::isRequired).toList();
        softSpreads = pods.spreads.stream().filter(term -> !term.isRequired()).toList();
        hardSpreads.forEach(term -> hard.add(domains(term, List.of(term), false)));
        softSpreads.forEach(term -> soft.add(domains(term, List.of(term), false)));
        List<TopologyTerm> affinity = pods.required(Kind.AFFINITY);
        affinity.forEach(term -> with.add(domains(term, affinity, true)));
        pods.required(Kind.ANTI_AFFINITY).forEach(term -> away.add(domains(term, List.of(term), true)));
        for (TopologyTerm term : pods.affinities) {
            if (!term.isRequired()) {
                wishes.add(new Wish(domains(term, List.of(term), true), signed(term)));
            }
        }
        isOfItsOwnKind = affinity.stream().allMatch(term -> term.selects(pods.namespace, pods.labels));
    }

    private static int signed(TopologyTerm term) {
        return term.kind() == Kind.AFFINITY ? term.weight() : -term.weight();
    }

    private Domains domains(TopologyTerm term, List<TopologyTerm> selecting, boolean countsTerminating) {
        List<TopologyTerm> selections = selecting.stream()
                .map(each -> TopologyTerm.affinity(Kind.AFFINITY, 0, "", each.selector(), each.namespaces()))
                .toList();
        var domains = new Domains(term, board.tally(new Tally.Selected(selections, countsTerminating)));
        all.add(domains);
        return domains;
    }

    void release() {
        all.forEach(domains -> board.release(domains.tally.sort));
        all.clear();
    }

    /** Looks for demands that pods have begun to make of others since the last time. */
    void findNew(Function<Slot, boolean[]> parts) {
        List<@Nullable Tally> tallies = board.tallies();
        for (; talliesSeen < tallies.size(); talliesSeen++) {
            Tally tally = tallies.get(talliesSeen);
            if (tally != null
                    && tally.sort instanceof Tally.Demanding demand
                    && demand.term().selects(pods.namespace, pods.labels)) {
                listenTo(demand, parts);
            }
        }
    }

    private void listenTo(Tally.Demanding demand, Function<Slot, boolean[]> parts) {
        TopologyTerm term = demand.term();
        var domains = new Domains(term, board.tally(demand));
        all.add(domains);
        if (term.keepsOthersAway()) {
            repelling.add(domains);
        } else {
            // A demand to be with others, once met, counts as a wish of weight 1.
            wishes.add(new Wish(domains, term.isRequired() ? 1 : signed(term)));
        }
        for (int number = 0; number < board.slotCount(); number++) {
            Slot slot = board.slot(number);
            if (slot != null && slot.isThere()) {
                boolean[] part = parts.apply(slot);
                set(domains, slot, part[0], part[1]);
            }
        }
    }

    void set(Slot slot, boolean meets, boolean tolerated) {
        for (Domains domains : all) {
            set(domains, slot, meets, tolerated);
        }
    }

    private void set(Domains domains, Slot slot, boolean meets, boolean tolerated) {
        TopologyTerm term = domains.term;
        boolean counts = true;
        if (term.kind() == Kind.SPREAD) {
            counts = (meets || !term.honorNodeAffinity())
                    && (tolerated || !term.honorNodeTaints())
                    && (pods.spreadsBySystem || hasAll(slot, term.isRequired() ? hardSpreads : softSpreads));
        }
        domains.set(slot.number, slot.labels.get(term.key()), counts);
    }

    private static boolean hasAll(Slot slot, List<TopologyTerm> terms) {
        for (TopologyTerm term : terms) {
            if (!slot.labels.containsKey(term.key())) {
                return false;
            }
        }
        return true;
    }

    void gone(int slot) {
        for (Domains domains : all) {
            domains.set(slot, null, false);
        }
    }

    void recount(int slot) {
        for (Domains domains : all) {
            domains.recount(slot);
        }
    }

    /** To be called before a round of {@link #reason}. */
    void begin() {
        if (lowest.length != hard.size()) {
            lowest = new int[hard.size()];
        }
        for (int i = 0; i < lowest.length; i++) {
            lowest[i] = hard.get(i).lowest(hard.get(i).term.minDomains());
        }
    }

    boolean isSilent() {
        return hard.isEmpty() && with.isEmpty() && away.isEmpty() && repelling.isEmpty();
    }

    /** Why the pods on other nodes or on this one keep the pod from it. */
    Reason reason(int slot) {
        for (int i = 0; i < lowest.length; i++) {
            Domains domains = hard.get(i);
            int domain = domains.of(slot);
            if (domain < 0) {
                return Reason.SPREAD_LABEL;
            }
            int self = domains.term.selects(pods.namespace, pods.labels) ? 1 : 0;
            if (domains.count(domain) + self - lowest[i] > domains.term.maxSkew()) {
                return Reason.SPREAD;
            }
        }
        if (!isWithOthers(slot)) {
            return Reason.AFFINITY;
        }
        if (meetsAny(away, slot)) {
            return Reason.ANTI_AFFINITY;
        }
        return meetsAny(repelling, slot) ? Reason.OTHERS_ANTI_AFFINITY : Reason.NONE;
    }

    /** The first of a group that wants to be together may go anywhere. */
    private boolean isWithOthers(int slot) {
        boolean together = true;
        for (Domains domains : with) {
            int domain = domains.of(slot);
            if (domain < 0) {
                return false;
            }
            together &= domains.count(domain) > 0;
        }
        return together || (isOfItsOwnKind && with.stream().allMatch(domains -> domains.tally.sum() == 0));
    }

    private static boolean meetsAny(List<Domains> domains, int slot) {
        for (Domains each : domains) {
            int domain = each.of(slot);
            if (domain >= 0 && each.count(domain) > 0) {
                return true;
            }
        }
        return false;
    }

    boolean hasWishes() {
        return !wishes.isEmpty();
    }

    /** InterPodAffinity before it is scaled. */
    long wishes(int slot) {
        long sum = 0;
        for (Wish wish : wishes) {
            int domain = wish.domains.of(slot);
            sum += domain < 0 ? 0 : (long) wish.weight * wish.domains.count(domain);
        }
        return sum;
    }

    /** Whether a node has no say in how the pods spread, for want of a label. */
    boolean isIgnored(int slot) {
        if (pods.spreadsBySystem) {
            return false;
        }
        for (Domains domains : soft) {
            if (domains.of(slot) < 0) {
                return true;
            }
        }
        return false;
    }

    static boolean isByNode(Domains domains) {
        return domains.term.key().equals(Labels.HOSTNAME);
    }
}
