/**
 * Floor 7: what officers do: the coordinator's queue, the agencies' table and case page, the
 * supervisor's letters. Pages and parsers only; whether an act may be is said by the report.
 */
@ApplicationModule(
    displayName = "Desk",
    allowedDependencies = {
      "platform",
      "people",
      "agency",
      "evidence",
      "report",
      "triage",
      "deadline",
      "notification"
    })
@NullMarked
package id.lapor.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
