/**
 * Floor 5: what each office promised by when, what happens when it does not keep it, and the
 * letters that follow. {@link ClockRules} and {@link Ladder} decide, purely; {@link Deadlines}
 * listens to reports and keeps clocks in the same transaction; {@link Watch} notices what passed.
 */
@ApplicationModule(
    displayName = "Deadline",
    allowedDependencies = {"platform", "audit", "people", "agency", "evidence", "report"})
@NullMarked
package id.lapor.deadline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
