package dev.wainwright.cloud.catalog;

/** A catalogue, price list or instance type file, or the endpoint it should come from, cannot be used; the message says where and why. */
public final class CatalogException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CatalogException(String message) {
        super(message);
    }

    public CatalogException(String message, Throwable cause) {
        super(message, cause);
    }
}
