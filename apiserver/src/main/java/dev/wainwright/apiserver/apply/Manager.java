package dev.wainwright.apiserver.apply;

/**
 * Somebody who writes objects.
 *
 * @param name the field manager: what the client says, or the first word of its user agent
 * @param subresource empty for the object itself
 * @param apiVersion the version in which the request was made
 */
public record Manager(String name, String subresource, String apiVersion) {}
