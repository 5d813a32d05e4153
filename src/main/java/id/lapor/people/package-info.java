/**
 * Floor 2: officers' accounts and positions, signing in, who may open which page; and how reporters
 * can be reached, kept apart from their reports.
 */
@ApplicationModule(
    displayName = "People",
    allowedDependencies = {"platform", "audit"})
@NullMarked
package id.lapor.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
