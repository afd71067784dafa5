package io.hearth.event;

/**
 * A partition that this node owns.
 *
 * @param position up to where it was decided when the lease was looked at
 * @param token rises with every change of owner; work done under an older one must not be committed
 */
public record Lease(int partition, long position, long token) {}
