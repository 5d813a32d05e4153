package id.lapor.operations;

import id.lapor.agency.AgencyId;
import id.lapor.audit.Sequencer;
import id.lapor.audit.Verdict;
import id.lapor.audit.Verifier;
import id.lapor.citizen.Erasure;
import id.lapor.report.Report;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** How long it takes to check every act on record, and to let go of a person. */
@Component
@Profile("bench")
class CareBench {

  private static final int PERSONS = 50;

  /** With five acts each a million. */
  private static final int MONTHS = 200_000;

  private static final double MILLION = 1e6;

  private final Sequencer sequencer;
  private final Verifier verifier;
  private final FilingBench filings;
  private final Erasure erasure;
  private final PlainReading plain;
  private final MonthsOfActs months;

  CareBench(
      Sequencer sequencer,
      Verifier verifier,
      FilingBench filings,
      Erasure erasure,
      PlainReading plain,
      MonthsOfActs months) {
    this.months = months;
    this.plain = plain;
    this.sequencer = sequencer;
    this.verifier = verifier;
    this.filings = filings;
    this.erasure = erasure;
  }

  void measure(AgencyId desk, Figures figures) {
    erase(desk, figures);
    months.write(desk, MONTHS);
    verify(figures);
  }

  private void verify(Figures figures) {
    sequencer.placeAll();
    plain.analyze();
    double reading = plain.seconds();
    long start = System.nanoTime();
    Verdict verdict = verifier.verify();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (!verdict.sound()) {
      throw new IllegalStateException("The trail of the measurement is wrong: " + verdict.first());
    }
    figures.add(
        "verify: seconds a million",
        String.format(Locale.ROOT, "%.1f s", seconds * MILLION / Math.max(1, verdict.acts())));
    figures.perSecond(
        String.format(Locale.ROOT, "verify, %,d acts", verdict.acts()),
        verdict.acts() / seconds,
        "bare rows by plain JDBC",
        verdict.acts() / reading);
  }

  private void erase(AgencyId desk, Figures figures) {
    double[] millis = new double[PERSONS];
    for (int i = 0; i < PERSONS; i++) {
      Report report = filings.file(desk);
      long start = System.nanoTime();
      erasure.erase(report);
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    figures.add(
        "erasing a person: median, worst of " + PERSONS,
        String.format(Locale.ROOT, "%.1f ms, %.1f ms", millis[PERSONS / 2], millis[PERSONS - 1]));
  }
}
