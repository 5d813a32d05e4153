/**
 * Floor 5: helps a desk decide within minutes: proposes topic, kind and agency, finds the same
 * matter reported before, and keeps two people off the same report. Decides nothing.
 */
@ApplicationModule(
    displayName = "Triage",
    allowedDependencies = {"platform", "people", "agency", "report"})
@NullMarked
package id.lapor.triage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
