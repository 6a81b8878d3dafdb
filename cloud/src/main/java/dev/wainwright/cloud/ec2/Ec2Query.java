package dev.wainwright.cloud.ec2;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/** Asks an EC2 endpoint by its query protocol. HttpURLConnection because it starts ten times quicker than HttpClient. */
public final class Ec2Query {
    private static final String VERSION = "2016-11-15";
    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 120_000;
    private static final int EXCERPT = 200;

    private final URI endpoint;
    private final Signature signature;
    private final InstantSource clock;

    /** @param endpoint such as {@code https://ec2.us-east-1.amazonaws.com} */
    public Ec2Query(URI endpoint, String region, Credentials credentials, InstantSource clock) {
        this.endpoint = endpoint;
        this.signature = new Signature(credentials, region, "ec2");
        this.clock = clock;
    }

    /** All items of {@code list} over all pages of an answer, in order. */
    public List<Xml> all(String action, Map<String, String> parameters, String list) {
        var items = new ArrayList<Xml>();
        String token = "";
        do {
            var page = new TreeMap<>(parameters);
            if (!token.isEmpty()) {
                page.put("NextToken", token);
            }
            Xml answer = call(action, page);
            items.addAll(answer.child(list).items());
            String next = answer.text("nextToken");
            if (!next.isEmpty() && next.equals(token)) {
                throw new Ec2Exception(action + " at " + endpoint + ": the page after this one is this one again");
            }
            token = next;
        } while (!token.isEmpty());
        return items;
    }

    /** One request and the root of its answer. */
    public Xml call(String action, Map<String, String> parameters) {
        var form = new TreeMap<>(parameters);
        form.put("Action", action);
        form.put("Version", VERSION);
        String body = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        try {
            return post(action, body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Ec2Exception(
                    "%s: cannot reach %s: %s. Is it an EC2 endpoint, and is it up?"
                            .formatted(action, endpoint, e.getMessage() == null ? e.toString() : e.getMessage()),
                    e);
        }
    }

    private Xml post(String action, byte[] body) throws IOException {
        var connection = (HttpURLConnection) endpoint.toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        var given = Map.of("content-type", "application/x-www-form-urlencoded; charset=utf-8");
        signature.headers("POST", endpoint, given, body, clock.instant()).forEach(connection::setRequestProperty);
        try (var out = connection.getOutputStream()) {
            out.write(body);
        }
        int status = connection.getResponseCode();
        byte[] answer = read(status < 400 ? connection.getInputStream() : connection.getErrorStream());
        if (status >= 400) {
            throw refusal(action, status, answer);
        }
        try {
            return Xml.parse(new ByteArrayInputStream(answer));
        } catch (XMLStreamException e) {
            throw new Ec2Exception("%s: %s did not answer in XML: %s".formatted(action, endpoint, excerpt(answer)), e);
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        if (in == null) {
            return new byte[0];
        }
        try (in) {
            return in.readAllBytes();
        }
    }

    private Ec2Exception refusal(String action, int status, byte[] answer) {
        try {
            Xml error =
                    Xml.parse(new ByteArrayInputStream(answer)).child("Errors").child("Error");
            if (!error.text("Code").isEmpty()) {
                return new Ec2Exception("%s: %s refused: %s: %s%s"
                        .formatted(action, endpoint, error.text("Code"), error.text("Message"), advice(status)));
            }
        } catch (XMLStreamException notXml) {
            // Then the beginning of whatever it is has to do.
        }
        return new Ec2Exception("%s: %s answered status %d: %s".formatted(action, endpoint, status, excerpt(answer)));
    }

    private static String advice(int status) {
        return switch (status) {
            case 401, 403 -> " (credentials come from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN)";
            case 503 -> " (try again in a while)";
            default -> "";
        };
    }

    private static String excerpt(byte[] answer) {
        String text = new String(answer, StandardCharsets.UTF_8)
                .replaceAll("\\s+", " ")
                .strip();
        return text.isEmpty() ? "nothing" : text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
