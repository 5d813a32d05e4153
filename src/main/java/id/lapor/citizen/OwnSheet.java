package id.lapor.citizen;

import id.lapor.report.Report;
import java.util.List;

/**
 * Some of the reports an account holds.
 *
 * @param more whether there are older ones
 */
public record OwnSheet(List<Report> reports, boolean more) {}
