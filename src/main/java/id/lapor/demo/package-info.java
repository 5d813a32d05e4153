/**
 * The roof garden: the city of Bontang with invented people, a clock that can be moved and a bar to
 * change persons. Exists only in the profile {@code demo}; nothing depends on it.
 */
@ApplicationModule(
    displayName = "Demo",
    allowedDependencies = {
      "platform",
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
package id.lapor.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
