package dev.wainwright.model.placement;

/**
 * One volume to attach.
 *
 * @param id names the volume when several pods may use it; empty when one pod alone does
 */
public record VolumeUse(String driver, String id) {}
