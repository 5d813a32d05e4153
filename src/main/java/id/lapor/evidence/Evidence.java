package id.lapor.evidence;

import org.jspecify.annotations.Nullable;

/**
 * A file that was taken in.
 *
 * @param name as its sender called it, without a path, at most 100 characters
 * @param bytes size of the original
 * @param pages of a document, null for an image
 * @param standing whether it may leave the house
 */
public record Evidence(
    EvidenceId id,
    FileKind kind,
    String name,
    long bytes,
    @Nullable Integer pages,
    Standing standing) {}
