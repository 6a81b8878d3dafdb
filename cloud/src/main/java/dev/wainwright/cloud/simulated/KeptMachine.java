package dev.wainwright.cloud.simulated;

import dev.wainwright.cloud.ec2.Instance;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A machine with all that its EC2 must remember to go on with it in another process.
 *
 * @param number the how-manieth machine of its EC2 it is, from 1
 * @param visibleFrom when it shows up in answers
 * @param runningSince since when it costs
 * @param noticed whether its end has been announced
 */
public record KeptMachine(
        long number,
        Machine facts,
        String subnetId,
        Instant visibleFrom,
        SortedMap<String, String> tags,
        Instance.State state,
        Optional<Instant> runningSince,
        boolean noticed) {
    public KeptMachine {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }
}
