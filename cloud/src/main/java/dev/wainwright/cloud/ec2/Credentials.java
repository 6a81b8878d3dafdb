package dev.wainwright.cloud.ec2;

import java.util.Map;

/**
 * Who asks.
 *
 * @param sessionToken empty for long-lived keys
 */
public record Credentials(String accessKeyId, String secretAccessKey, String sessionToken) {
    /** For endpoints that check nothing, such as test servers; AWS refuses it. */
    public static final Credentials ANYBODY = new Credentials("anybody", "anybody", "");

    /** From AWS' usual environment variables, {@link #ANYBODY} when they are not set. */
    public static Credentials from(Map<String, String> environment) {
        String id = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
        String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
        return id.isEmpty() || secret.isEmpty()
                ? ANYBODY
                : new Credentials(id, secret, environment.getOrDefault("AWS_SESSION_TOKEN", ""));
    }

    /** Without the secrets, so that none ends up in a log. */
    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + "]";
    }
}
