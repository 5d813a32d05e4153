/**
 * The roof: what the people who run an installation do on a terminal. Imports, the doctor and the
 * measurements use the rooms below as everybody does and hold no rule of the domain.
 */
@ApplicationModule(
    displayName = "Operations",
    allowedDependencies = {
      "platform",
      "people",
      "agency",
      "evidence",
      "report",
      "triage",
      "deadline",
      "notification",
      "publication"
    })
@NullMarked
package id.lapor.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
