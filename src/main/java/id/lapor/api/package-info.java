/**
 * Floor 8: doors for machines. They keep or hand on what other systems bring, say so only when it
 * is safe, and hold no rule of the domain.
 */
@ApplicationModule(
    displayName = "API",
    allowedDependencies = {"platform", "channel", "people", "notification"})
@NullMarked
package id.lapor.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
