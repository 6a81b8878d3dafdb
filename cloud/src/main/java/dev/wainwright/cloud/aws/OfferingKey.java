package dev.wainwright.cloud.aws;

/** What can be had or not: a type in a zone, bought in one way. */
record OfferingKey(String capacityType, String instanceType, String zone) {}
