/**
 * Floor 8: doors for machines: Open311, the JSON API, Kannel, and who may use them. They keep or
 * hand on what other systems bring, say so only when it is safe, show only what anyone may see, and
 * hold no rule of the domain.
 */
@ApplicationModule(
    displayName = "API",
    allowedDependencies = {
      "platform",
      "audit",
      "channel",
      "people",
      "evidence",
      "agency",
      "report",
      "deadline",
      "notification",
      "publication"
    })
@NullMarked
package id.lapor.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
