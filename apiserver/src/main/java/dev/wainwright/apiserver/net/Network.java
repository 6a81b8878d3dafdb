package dev.wainwright.apiserver.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A range of addresses, such as {@code 10.0.0.0/8}.
 *
 * @param length the number of leading bits that all its addresses share
 */
public record Network(Ip ip, int length) {
    /** None for anything that is not written as a network. */
    public static Optional<Network> find(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("0|[1-9]\\d{0,2}")) {
            return Optional.empty();
        }
        int length = Integer.parseInt(text.substring(slash + 1));
        return Ip.find(text.substring(0, slash))
                .filter(ip -> length <= ip.address().getAddress().length * 8)
                .map(ip -> new Network(ip, length));
    }

    /** Throws {@link IllegalArgumentException} for anything that is not written as a network. */
    public static Network parse(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no network"));
    }

    public boolean contains(Ip other) {
        return other.family() == ip.family()
                && Arrays.equals(
                        masked(other.address().getAddress()),
                        masked(ip.address().getAddress()));
    }

    public boolean contains(Network other) {
        return other.length >= length && contains(other.ip);
    }

    /** The same network by its first address. */
    public Network masked() {
        try {
            return new Network(
                    new Ip(InetAddress.getByAddress(masked(ip.address().getAddress()))), length);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has changed its length", e);
        }
    }

    private byte[] masked(byte[] address) {
        byte[] result = address.clone();
        for (int i = 0; i < result.length; i++) {
            int kept = Math.clamp(length - i * 8L, 0, 8);
            result[i] = (byte) (result[i] & (0xFF00 >> kept));
        }
        return result;
    }

    @Override
    public String toString() {
        return ip + "/" + length;
    }
}
