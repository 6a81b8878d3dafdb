package dev.wainwright.cloud.catalog;

/**
 * What something costs.
 *
 * @param usd US dollars per hour
 * @param modelled whether no list or history says so
 */
record Price(double usd, boolean modelled) {}
