/**
 * Floor 4, the heart: the life of a report and its journal. {@link Workflow} decides, purely;
 * {@link Reports} stores the decision and tells the floors above in the same transaction. Knows
 * only ids of the floors below and nothing of those above: they listen to {@link Changes}.
 */
@ApplicationModule(
    displayName = "Report",
    allowedDependencies = {"platform", "audit", "people", "evidence", "agency"})
@NullMarked
package id.lapor.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
