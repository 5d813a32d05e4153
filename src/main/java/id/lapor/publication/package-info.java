/**
 * Floor 7: what anyone sees: the list, the search, a report without what is private, how agencies
 * keep their promises, and the letters they were sent.
 */
@ApplicationModule(
    displayName = "Publication",
    allowedDependencies = {
      "platform",
      "audit",
      "people",
      "agency",
      "evidence",
      "report",
      "deadline"
    })
@NullMarked
package id.lapor.publication;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
