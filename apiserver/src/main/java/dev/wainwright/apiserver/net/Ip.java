package dev.wainwright.apiserver.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** An address, IPv4 or IPv6. */
public record Ip(InetAddress address) {
    private static final Pattern FOUR = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
    private static final Pattern SIX = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** None for anything that is not written as an address. */
    public static Optional<Ip> find(String text) {
        if (!FOUR.matcher(text).matches() && !SIX.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Ip(InetAddress.getByName(text)));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Throws {@link IllegalArgumentException} for anything that is not written as an address. */
    public static Ip parse(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no IP address"));
    }

    /** 4 or 6. */
    public int family() {
        return address instanceof Inet4Address ? 4 : 6;
    }

    public boolean isLinkLocalMulticast() {
        return address.isMulticastAddress() && (family() == 6 ? address.isMCLinkLocal() : isLocalControlBlock());
    }

    private boolean isLocalControlBlock() {
        byte[] bytes = address.getAddress();
        return bytes[0] == (byte) 224 && bytes[1] == 0 && bytes[2] == 0;
    }

    public boolean isGlobalUnicast() {
        boolean broadcast = toString().equals("255.255.255.255");
        return !broadcast
                && !address.isAnyLocalAddress()
                && !address.isLoopbackAddress()
                && !address.isMulticastAddress()
                && !address.isLinkLocalAddress();
    }

    /** In canonical form. */
    @Override
    public String toString() {
        return family() == 4 ? address.getHostAddress() : SixText.of(address.getAddress());
    }
}
