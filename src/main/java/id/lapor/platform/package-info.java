/**
 * Floor 0: what every room stands on and no citizen would call by name — the clock, the database,
 * keys, pages, texts, problem pages, settings and jobs. Knows nothing of reports.
 */
@ApplicationModule(
    displayName = "Platform",
    type = ApplicationModule.Type.OPEN,
    allowedDependencies = {})
@NullMarked
package id.lapor.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
