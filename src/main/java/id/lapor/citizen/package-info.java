/**
 * Floor 7: what a reporter does: file a report in five short screens, and look after it by its
 * reference and secret. Pages and parsers only; no account, no script needed.
 */
@ApplicationModule(
    displayName = "Citizen",
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
      "notification"
    })
@NullMarked
package id.lapor.citizen;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
