package org.reconlink.store;

/**
 * A log of removals as it was when it was written.
 *
 * @param folder where it was written, absolute
 * @param name of the file
 * @param sha256 of its bytes
 */
public record StoredRemoval(String folder, String name, String sha256) {}
