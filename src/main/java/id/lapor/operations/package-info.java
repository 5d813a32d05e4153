/**
 * Floor 9: what the people who run an installation do, on a terminal and on its pages: imports, the
 * doctor, the measurements, the wires. They use the rooms below as everybody does and hold no rule
 * of the domain.
 */
@ApplicationModule(
    displayName = "Operations",
    allowedDependencies = {
      "platform",
      "audit",
      "channel",
      "people",
      "agency",
      "evidence",
      "report",
      "triage",
      "deadline",
      "notification",
      "citizen",
      "publication"
    })
@NullMarked
package id.lapor.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
