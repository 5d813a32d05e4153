/**
 * Floor 2: photos and documents people send as evidence. Takes them in as a stream, judges them by
 * content, keeps the original apart and shows only a clean copy.
 */
@ApplicationModule(
    displayName = "Evidence",
    allowedDependencies = {"audit", "platform"})
@NullMarked
package id.lapor.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
