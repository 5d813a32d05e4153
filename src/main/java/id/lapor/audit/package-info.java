/**
 * Floor 1: a trail nobody can quietly change. Every act is a leaf that commits to its content
 * without telling it; leaves of one subject form a chain, all leaves together a Merkle tree (RFC
 * 9162) whose root is published daily. Knows nothing of reports or persons: other rooms bring their
 * acts ({@link Trail}) and can repeat them when asked ({@link Witness}).
 */
@ApplicationModule(
    displayName = "Audit",
    allowedDependencies = {"platform"})
@NullMarked
package id.lapor.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
