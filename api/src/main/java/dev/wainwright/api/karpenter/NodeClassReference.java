package dev.wainwright.api.karpenter;

/** Points to the cloud provider's description of machines. */
public record NodeClassReference(String group, String kind, String name) {}
