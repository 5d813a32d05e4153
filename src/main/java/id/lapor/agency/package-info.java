/**
 * Floor 3: who there is to answer — the organisation tree, what each unit is competent for, the
 * regions of the country, and the working calendars by which offices are held to their promises.
 */
@ApplicationModule(
    displayName = "Agency",
    allowedDependencies = {"platform"})
@NullMarked
package id.lapor.agency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
