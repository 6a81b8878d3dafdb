package dev.wainwright.cloud.ec2;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4: the request is brought into a canonical form, and a key derived from secret, day, region and
 * service signs its hash.
 */
final class Signature {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Credentials credentials;
    private final String region;
    private final String service;

    Signature(Credentials credentials, String region, String service) {
        this.credentials = credentials;
        this.region = region;
        this.service = service;
    }

    /**
     * The headers that have to go out with the request: the given ones, the time, the session token where there is one, and
     * the signature over them and the body. {@code Host} is signed but left out, since HTTP clients set it themselves.
     */
    SortedMap<String, String> headers(String method, URI uri, Map<String, String> given, byte[] body, Instant time) {
        var headers = new TreeMap<String, String>();
        given.forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value.strip()));
        headers.put("host", uri.getRawAuthority());
        headers.put("x-amz-date", STAMP.format(time));
        if (!credentials.sessionToken().isEmpty()) {
            headers.put("x-amz-security-token", credentials.sessionToken());
        }
        headers.put("authorization", authorization(method, uri, headers, body, STAMP.format(time)));
        headers.remove("host");
        return headers;
    }

    private String authorization(String method, URI uri, SortedMap<String, String> headers, byte[] body, String stamp) {
        String signedHeaders = String.join(";", headers.keySet());
        String canonical = String.join(
                "\n",
                method,
                uri.getRawPath().isEmpty() ? "/" : uri.getRawPath(),
                query(uri),
                headers.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                        .collect(Collectors.joining()),
                signedHeaders,
                sha256(body));
        String day = stamp.substring(0, 8);
        String scope = String.join("/", day, region, service, "aws4_request");
        String toSign = String.join("\n", ALGORITHM, stamp, scope, sha256(canonical.getBytes(StandardCharsets.UTF_8)));
        byte[] key = ("AWS4" + credentials.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
        for (String step : new String[] {day, region, service, "aws4_request"}) {
            key = hmac(key, step);
        }
        return "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                .formatted(
                        ALGORITHM,
                        credentials.accessKeyId(),
                        scope,
                        signedHeaders,
                        HexFormat.of().formatHex(hmac(key, toSign)));
    }

    /** The parameters sorted by name; they are expected to be percent-encoded already. */
    private static String query(URI uri) {
        String query = uri.getRawQuery();
        return query == null ? "" : Arrays.stream(query.split("&")).sorted().collect(Collectors.joining("&"));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
