package dev.wainwright.cloud.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The numbers are those of AWS' published examples. */
class SignatureTest {
    private static final Instant TIME = Instant.parse("2015-08-30T12:36:00Z");
    private static final Credentials EXAMPLE =
            new Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "");

    @Test
    void aGetWithAQueryIsSignedAsInTheGuide() {
        var headers = new Signature(EXAMPLE, "us-east-1", "iam")
                .headers(
                        "GET",
                        URI.create("https://iam.amazonaws.com/?Version=2010-05-08&Action=ListUsers"),
                        Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                        new byte[0],
                        TIME);

        assertThat(headers.get("authorization"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, "
                        + "SignedHeaders=content-type;host;x-amz-date, "
                        + "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
        assertThat(headers).containsEntry("x-amz-date", "20150830T123600Z").doesNotContainKey("host");
    }

    @Test
    void aFormIsSignedAsInTheTestSuite() {
        var headers = new Signature(EXAMPLE, "us-east-1", "service")
                .headers(
                        "POST",
                        URI.create("https://example.amazonaws.com/"),
                        Map.of("Content-Type", "application/x-www-form-urlencoded"),
                        "Param1=value1".getBytes(StandardCharsets.UTF_8),
                        TIME);

        assertThat(headers.get("authorization"))
                .endsWith("Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
    }

    @Test
    void theSessionTokenIsSignedToo() {
        var temporary = new Credentials("AKIDEXAMPLE", "secret", "token");
        var headers = new Signature(temporary, "us-east-1", "ec2")
                .headers("POST", URI.create("http://127.0.0.1:5555"), Map.of(), new byte[0], TIME);

        assertThat(headers).containsEntry("x-amz-security-token", "token");
        assertThat(headers.get("authorization")).contains("SignedHeaders=host;x-amz-date;x-amz-security-token");
    }

    @Test
    void credentialsComeFromTheUsualVariables() {
        assertThat(Credentials.from(Map.of())).isEqualTo(Credentials.ANYBODY);
        assertThat(Credentials.from(Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "b")))
                .isEqualTo(new Credentials("a", "b", ""));
        assertThat(new Credentials("a", "hush", "token").toString())
                .doesNotContain("hush")
                .doesNotContain("token");
    }
}
