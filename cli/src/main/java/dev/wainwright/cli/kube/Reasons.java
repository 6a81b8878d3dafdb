package dev.wainwright.cli.kube;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import javax.net.ssl.SSLException;

/** What Java's exceptions mean, in words for people. */
public final class Reasons {
    private Reasons() {}

    /** Without the name of the file or host, which the message around it has. */
    public static String of(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "no such file";
            case AccessDeniedException denied -> "permission denied";
            case UnknownHostException unknown -> "no host of the name " + unknown.getMessage();
            case ConnectException refused ->
                "nothing answers there (" + lower(String.valueOf(refused.getMessage())) + ")";
            case SocketTimeoutException late -> "no answer in time";
            case SSLException tls -> tls(tls);
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    private static String tls(SSLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("unable to find valid certification path") || message.contains("PKIX")) {
            return "its certificate is not signed by the kubeconfig's certificate-authority";
        }
        if (message.contains("No subject alternative") || message.contains("No name matching")) {
            return "its certificate is for another name: " + message;
        }
        return "no TLS connection: " + message;
    }

    private static String lower(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
