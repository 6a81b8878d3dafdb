package dev.wainwright.apiserver.crd;

import com.google.re2j.Pattern;
import dev.wainwright.apiserver.net.Ip;
import dev.wainwright.apiserver.net.Network;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.function.Predicate;

/** The formats of texts that the API server checks in custom objects; any other format means nothing. */
final class Formats {
    private static final String HEX = "[0-9a-fA-F]";
    private static final Pattern DURATION =
            Pattern.compile("(\\d+(\\.\\d+)?\\s*(ns|us|µs|ms|s|m|h|d|w|[a-z]+)\\s*)+|0");

    private static final Map<String, Predicate<String>> CHECKS = Map.ofEntries(
            Map.entry("date-time", text -> parses(text, OffsetDateTime::parse)),
            Map.entry("datetime", text -> parses(text, OffsetDateTime::parse)),
            Map.entry("date", text -> parses(text, LocalDate::parse)),
            Map.entry("byte", Formats::isBase64),
            Map.entry("duration", matching(DURATION)),
            Map.entry("ipv4", text -> Ip.find(text).isPresent() && text.indexOf(':') < 0),
            Map.entry("ipv6", text -> Ip.find(text).isPresent() && text.indexOf(':') >= 0),
            Map.entry("cidr", text -> Network.find(text).isPresent()),
            Map.entry("uuid", uuid("[0-9a-fA-F]", HEX)),
            Map.entry("uuid3", uuid("3", HEX)),
            Map.entry("uuid4", uuid("4", "[89abAB]")),
            Map.entry("uuid5", uuid("5", "[89abAB]")),
            Map.entry("mac", matching(Pattern.compile("(" + HEX + "{2}[:-]){5}" + HEX + "{2}"))),
            Map.entry("email", matching(Pattern.compile("[^@\\s]+@[^@\\s]+"))),
            Map.entry("hostname", matching(Pattern.compile("[a-zA-Z0-9]([-a-zA-Z0-9.]*[a-zA-Z0-9])?"))),
            Map.entry("uri", matching(Pattern.compile("[a-zA-Z][-+.a-zA-Z0-9]*:.*|/.*"))),
            Map.entry("isbn10", matching(Pattern.compile("(\\d[- ]?){9}[\\dX]"))),
            Map.entry("isbn13", matching(Pattern.compile("(\\d[- ]?){12}\\d"))),
            Map.entry("creditcard", matching(Pattern.compile("[0-9]{13,16}"))),
            Map.entry("ssn", matching(Pattern.compile("\\d{3}[- ]?\\d{2}[- ]?\\d{4}"))),
            Map.entry("hexcolor", matching(Pattern.compile("#?(" + HEX + "{3}|" + HEX + "{6})"))),
            Map.entry("rgbcolor", matching(Pattern.compile("rgb\\(\\d{1,3},\\s*\\d{1,3},\\s*\\d{1,3}\\)"))));

    private Formats() {}

    static boolean fits(String format, String text) {
        Predicate<String> check = CHECKS.get(format);
        return check == null || check.test(text);
    }

    private static Predicate<String> matching(Pattern pattern) {
        return pattern::matches;
    }

    private static Predicate<String> uuid(String version, String variant) {
        return matching(Pattern.compile(
                HEX + "{8}-?" + HEX + "{4}-?" + version + HEX + "{3}-?" + variant + HEX + "{3}-?" + HEX + "{12}"));
    }

    private static boolean isBase64(String text) {
        try {
            byte[] decoded = Base64.getDecoder().decode(text);
            return decoded.length <= text.length();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private interface Parser {
        Object parse(String text);
    }

    private static boolean parses(String text, Parser parser) {
        try {
            parser.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
