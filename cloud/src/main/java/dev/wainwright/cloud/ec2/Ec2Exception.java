package dev.wainwright.cloud.ec2;

/** An EC2 endpoint could not be reached, refused, or answered something that is no answer. */
public final class Ec2Exception extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Ec2Exception(String message) {
        super(message);
    }

    public Ec2Exception(String message, Throwable cause) {
        super(message, cause);
    }
}
