package id.lapor.people;

import java.util.Optional;

/** Who reported what, told by whoever keeps the reports. */
public interface Reported {

  /** Whether something typed can be the number of a report, be there one or not. */
  boolean number(String typed);

  /** Who reported what has that number; empty as well where there is none, or nobody is known. */
  Optional<ReporterId> by(String number);
}
