package dev.wainwright.cluster.kubelet;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What it takes to get images onto machines. A machine pulls one image after the other and keeps what it has pulled.
 *
 * @param bytes sizes by image as pods write it
 * @param otherBytes the size of all others
 * @param bytesPerSecond how fast a machine pulls and unpacks
 * @param overhead of each pull, whatever its size
 * @param prePulled images that are on every machine when it joins
 * @param shares how much of an image must be there before a container can start, for those that need not be there as a
 *     whole because a snapshotter loads the rest when it is read
 */
public record ImagePulls(
        Map<String, Long> bytes,
        long otherBytes,
        long bytesPerSecond,
        Duration overhead,
        Set<String> prePulled,
        Map<String, Double> shares) {
    private static final double NANOS = 1e9;

    /** Images are there as soon as somebody wants them. */
    public static final ImagePulls NONE =
            new ImagePulls(Map.of(), 0, Long.MAX_VALUE, Duration.ZERO, Set.of(), Map.of());

    public ImagePulls {
        bytes = Map.copyOf(bytes);
        prePulled = Set.copyOf(prePulled);
        shares = Map.copyOf(shares);
    }

    long size(String image) {
        return bytes.getOrDefault(image, otherBytes);
    }

    Duration time(String image) {
        double seconds = size(image) * shares.getOrDefault(image, 1.0) / bytesPerSecond;
        return overhead.plusNanos(Math.round(seconds * NANOS));
    }
}
