package id.lapor.operations;

import id.lapor.agency.AgencyId;
import id.lapor.people.Contact;
import id.lapor.people.Reporters;
import id.lapor.report.AccessSecret;
import id.lapor.report.Channel;
import id.lapor.report.Kind;
import id.lapor.report.Matter;
import id.lapor.report.Place;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Filings a second, each on disk before it is acknowledged, with its journal, clock and messages;
 * beside it the same rows written by plain JDBC with as many commits.
 */
@Component
@Profile("bench")
class FilingBench {

  private static final Duration WARMING = Duration.ofSeconds(15);
  private static final Duration TIME = Duration.ofSeconds(5);
  private static final int ROUNDS = 3;

  private final Reports reports;
  private final Reporters reporters;
  private final TransactionTemplate transaction;
  private final DataSource database;
  private final AtomicLong count = new AtomicLong();
  private final String run = UUID.randomUUID().toString();

  /**
   * @param database as whoever owns it, since plain rows lie in all tables
   */
  FilingBench(
      Reports reports,
      Reporters reporters,
      TransactionTemplate transaction,
      @Qualifier("owner") DataSource database) {
    this.reports = reports;
    this.reporters = reporters;
    this.transaction = transaction;
    this.database = database;
  }

  void measure(AgencyId desk, Figures figures) {
    Report sample = file(desk);
    Clients.work(WARMING, () -> file(desk));
    SameRows rows = SameRows.of(database, sample.id().value());
    List<Sample> filed = new ArrayList<>();
    List<Sample> written = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      filed.add(Clients.work(TIME, () -> file(desk)));
      written.add(plainly(rows));
    }
    Sample ours = Sample.median(filed);
    Sample plain = Sample.median(written);
    figures.perSecond(
        "durable filings, " + Clients.MANY + " clients",
        ours.perSecond(),
        "plain JDBC, same rows",
        plain.perSecond());
    figures.add("a filing: median, p99", millis(ours));
    figures.add("rows a filing writes", rows.tables());
  }

  private static String millis(Sample s) {
    return "%.1f ms, %.1f ms".formatted(s.medianMillis(), s.p99Millis());
  }

  /** Somebody with an address files something. */
  Report file(AgencyId desk) {
    long n = count.incrementAndGet();
    byte[] secret = ByteBuffer.allocate(16).putLong(n).putLong(run.hashCode()).array();
    @Nullable Report report =
        transaction.execute(_ -> {
          Contact contact = new Contact(null, "+6281200001708", "warga@contoh.example");
          Matter matter =
              new Matter(
                  Kind.COMPLAINT,
                  false,
                  "lampu-jalan",
                  Visibility.ANONYMOUS,
                  false,
                  Channel.WEB,
                  "Lampu jalan mati sejak minggu lalu di depan pasar, gelap gulita dan rawan. Laporan ke-"
                      + n,
                  null,
                  new Place(BenchCity.REGION, 0.13 + n % 1_000 / 1e5, 117.5, "Depan pasar"),
                  reporters.keep(contact));
          return reports
              .file(new Submission(run + n, AccessSecret.of(secret), matter, desk, List.of()))
              .report();
        });
    if (report == null) {
      throw new IllegalStateException("A filing gave no report");
    }
    return report;
  }

  /** As many connections as clients, prepared statements, one commit a filing. */
  private Sample plainly(SameRows rows) {
    Queue<SameRows.Writer> writers = new ConcurrentLinkedQueue<>();
    Queue<Connection> connections = new ArrayDeque<>();
    try {
      for (int i = 0; i < Clients.MANY; i++) {
        Connection connection = database.getConnection();
        connections.add(connection);
        connection.setAutoCommit(false);
        writers.add(rows.writer(connection));
      }
      return Clients.work(
          TIME,
          () -> {
            SameRows.Writer writer = writers.remove();
            writer.write();
            writers.add(writer);
          });
    } catch (SQLException e) {
      throw new IllegalStateException("The plain rows could not be written", e);
    } finally {
      connections.forEach(FilingBench::giveBack);
    }
  }

  private static void giveBack(Connection connection) {
    try {
      connection.setAutoCommit(true);
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("A connection could not be given back", e);
    }
  }
}
