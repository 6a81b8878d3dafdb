package dev.wainwright.apiserver.cel;

import static dev.wainwright.apiserver.cel.Library.TEXT;

import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.wainwright.apiserver.net.Ip;
import dev.wainwright.apiserver.net.Network;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** URLs, addresses and networks in rules. */
final class NetworkLibrary {
    private static final Functions.Kind URL = new Functions.Kind(OpaqueType.create("kubernetes.URL"), URI.class);
    private static final Functions.Kind IP = new Functions.Kind(OpaqueType.create("net.IP"), Ip.class);
    private static final Functions.Kind CIDR = new Functions.Kind(OpaqueType.create("net.CIDR"), Network.class);

    private NetworkLibrary() {}

    static void addTo(Functions functions) {
        urls(functions);
        addresses(functions);
        networks(functions);
    }

    private static void urls(Functions functions) {
        functions.global("isURL", SimpleType.BOOL, args -> isUrl((String) args[0]), TEXT);
        functions.global("url", URL.type(), args -> url((String) args[0]), TEXT);
        functions.member("getScheme", SimpleType.STRING, args -> orEmpty(((URI) args[0]).getScheme()), URL);
        functions.member("getHost", SimpleType.STRING, args -> host((URI) args[0]), URL);
        functions.member("getHostname", SimpleType.STRING, args -> hostname((URI) args[0]), URL);
        functions.member("getPort", SimpleType.STRING, args -> port((URI) args[0]), URL);
        functions.member("getEscapedPath", SimpleType.STRING, args -> orEmpty(((URI) args[0]).getRawPath()), URL);
        functions.member(
                "getQuery",
                MapType.create(SimpleType.STRING, ListType.create(SimpleType.STRING)),
                args -> query((URI) args[0]),
                URL);
    }

    private static URI url(String text) {
        try {
            URI uri = new URI(text);
            if (uri.isAbsolute() || text.startsWith("/")) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("URL parse error during conversion from string: " + text, e);
        }
        throw new IllegalArgumentException("URL parse error during conversion from string: " + text);
    }

    private static boolean isUrl(String text) {
        try {
            return !url(text).toString().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String host(URI uri) {
        String port = port(uri);
        return orEmpty(uri.getHost()) + (port.isEmpty() ? "" : ":" + port);
    }

    private static String hostname(URI uri) {
        String host = orEmpty(uri.getHost());
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String port(URI uri) {
        return uri.getPort() < 0 ? "" : Integer.toString(uri.getPort());
    }

    private static Map<String, List<String>> query(URI uri) {
        var result = new TreeMap<String, List<String>>();
        for (String part : orEmpty(uri.getRawQuery()).split("&", -1)) {
            if (!part.isEmpty()) {
                String[] sides = part.split("=", 2);
                String name = URLDecoder.decode(sides[0], StandardCharsets.UTF_8);
                String value = sides.length > 1 ? URLDecoder.decode(sides[1], StandardCharsets.UTF_8) : "";
                result.computeIfAbsent(name, each -> new ArrayList<>()).add(value);
            }
        }
        return result;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static void addresses(Functions functions) {
        functions.global(
                "isIP", SimpleType.BOOL, args -> Ip.find((String) args[0]).isPresent(), TEXT);
        functions.global("ip", IP.type(), args -> Ip.parse((String) args[0]), TEXT);
        functions.global(
                "ip.isCanonical",
                SimpleType.BOOL,
                args -> Ip.parse((String) args[0]).toString().equals(args[0]),
                TEXT);
        functions.global("string", SimpleType.STRING, args -> args[0].toString(), IP);
        functions.member("family", SimpleType.INT, args -> (long) ((Ip) args[0]).family(), IP);
        functions.member(
                "isUnspecified",
                SimpleType.BOOL,
                args -> ((Ip) args[0]).address().isAnyLocalAddress(),
                IP);
        functions.member(
                "isLoopback", SimpleType.BOOL, args -> ((Ip) args[0]).address().isLoopbackAddress(), IP);
        functions.member("isLinkLocalMulticast", SimpleType.BOOL, args -> ((Ip) args[0]).isLinkLocalMulticast(), IP);
        functions.member(
                "isLinkLocalUnicast",
                SimpleType.BOOL,
                args -> ((Ip) args[0]).address().isLinkLocalAddress(),
                IP);
        functions.member("isGlobalUnicast", SimpleType.BOOL, args -> ((Ip) args[0]).isGlobalUnicast(), IP);
    }

    private static void networks(Functions functions) {
        functions.global(
                "isCIDR",
                SimpleType.BOOL,
                args -> Network.find((String) args[0]).isPresent(),
                TEXT);
        functions.global("cidr", CIDR.type(), args -> Network.parse((String) args[0]), TEXT);
        functions.global("string", SimpleType.STRING, args -> args[0].toString(), CIDR);
        functions.member(
                "containsIP",
                SimpleType.BOOL,
                args -> network(args[0]).contains(Ip.parse((String) args[1])),
                CIDR,
                TEXT);
        functions.member("containsIP", SimpleType.BOOL, args -> network(args[0]).contains((Ip) args[1]), CIDR, IP);
        functions.member(
                "containsCIDR",
                SimpleType.BOOL,
                args -> network(args[0]).contains(Network.parse((String) args[1])),
                CIDR,
                TEXT);
        functions.member(
                "containsCIDR", SimpleType.BOOL, args -> network(args[0]).contains(network(args[1])), CIDR, CIDR);
        functions.member("ip", IP.type(), args -> network(args[0]).ip(), CIDR);
        functions.member("masked", CIDR.type(), args -> network(args[0]).masked(), CIDR);
        functions.member(
                "prefixLength", SimpleType.INT, args -> (long) network(args[0]).length(), CIDR);
    }

    private static Network network(Object value) {
        return (Network) value;
    }
}
