/**
 * Floor 6: who is told what. {@link Plan} decides, purely; rows to send are written in the
 * transaction of the act, and a worker hands them to the wires until each is taken.
 */
@ApplicationModule(
    displayName = "Notification",
    allowedDependencies = {
      "platform",
      "channel",
      "people",
      "agency",
      "evidence",
      "report",
      "deadline"
    })
@NullMarked
package id.lapor.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
