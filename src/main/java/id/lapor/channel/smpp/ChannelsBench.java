package id.lapor.channel.smpp;

import id.lapor.channel.LineMeasure;
import id.lapor.platform.task.Figure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Measures the line to an operator: bursts that come in and are kept before they are acknowledged,
 * long messages in a muddle, messages that go out from the queue; beside each the protocol alone,
 * that keeps nothing.
 */
@Component
@Profile("bench")
class ChannelsBench {

  private static final double IN = 2_000;
  private static final double MEGABYTES = 64;
  private static final int PARTS = 5;
  private static final int WINDOW = 10;
  private static final String TEXT = "BONTANG lampu jalan mati di depan pasar nomor ";

  private final JdbcClient jdbc;
  private final SmppIntake intake;
  private final Receipts receipts;
  private final BenchLine line;
  private final LineMeasure post;

  ChannelsBench(
      JdbcClient jdbc, SmppIntake intake, Receipts receipts, BenchLine line, LineMeasure post) {
    this.jdbc = jdbc;
    this.intake = intake;
    this.receipts = receipts;
    this.line = line;
    this.post = post;
  }

  /**
   * How much of everything.
   *
   * @param in messages of one part in a burst
   * @param parts of long messages, of five each
   * @param out messages that go out
   */
  record Size(int in, int parts, int out) {}

  List<Figure> run(Size size) throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    double heap = heap();
    double bare = burst(size.in(), new Nothing());
    in(size, bare, figures);
    double most = heap();
    muddled(size, bare, figures);
    most = Math.max(most, heap());
    out(size, figures);
    most = Math.max(most, heap());
    figures.add(
        Figure.most(
            "memory in use after a burst, the most, more than before",
            most - heap,
            "MB",
            MEGABYTES));
    return figures;
  }

  private void in(Size size, double bare, List<Figure> figures)
      throws IOException, InterruptedException {
    double kept = burst(size.in(), new SmppReceiver(settings(0), intake, receipts));
    check("SELECT count(*) FROM channel_inbox", size.in());
    figures.add(Figure.least("SMS in, kept and acknowledged", kept, "a second", IN));
    figures.add(Figure.told("the protocol alone, in", bare, "a second"));
    figures.add(Figure.told("ratio", kept / bare, ""));
  }

  private void muddled(Size size, double bare, List<Figure> figures)
      throws IOException, InterruptedException {
    double muddled = muddle(size.parts(), new SmppReceiver(settings(0), intake, receipts));
    check("SELECT count(*) FROM channel_inbox", size.in() + size.parts() / PARTS);
    check("SELECT count(*) FROM channel_piece WHERE sealed IS NOT NULL", 0);
    figures.add(
        Figure.told("parts of long messages, shuffled, kept and joined", muddled, "a second"));
    figures.add(Figure.told("ratio to the protocol alone", muddled / bare, ""));
  }

  private void out(Size size, List<Figure> figures) throws IOException, InterruptedException {
    double alone = send(size.out(), false);
    double noted = send(size.out(), true);
    try (BenchOperator operator = new BenchOperator()) {
      figures.add(
          line.during(settings(operator.port()), new Nothing(), () -> post.measured(size.out())));
    }
    figures.add(Figure.told("the line alone, window 10, numbers noted", noted, "a second"));
    figures.add(Figure.told("the protocol alone, out", alone, "a second"));
    figures.add(Figure.told("ratio", noted / alone, ""));
  }

  private void check(String query, int wanted) {
    int there = jdbc.sql(query).query(Integer.class).single();
    if (there != wanted) {
      throw new IllegalStateException(query + ": " + there + " and not " + wanted);
    }
  }

  private static SmppSettings.Link settings(int port) {
    return new SmppSettings.Link(
        "bench",
        "127.0.0.1",
        port,
        "bench",
        "",
        "",
        SmppSettings.Bind.TRANSCEIVER,
        "1708",
        List.of(),
        WINDOW,
        Coding.GSM,
        SmppSettings.ReceiptIds.SAME,
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        false);
  }

  private double burst(int count, MessageReceiverListener receiver)
      throws IOException, InterruptedException {
    try (BenchOperator operator = new BenchOperator();
        SmppLink line = SmppLink.open(settings(operator.port()), receiver)) {
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        operator.bring(phone(i), Segment.of(TEXT + i, Coding.GSM, i).getFirst());
      }
      operator.settle();
      return rate(count, start, line);
    }
  }

  private record Part(String from, Segment segment) {}

  private double muddle(int count, MessageReceiverListener receiver)
      throws IOException, InterruptedException {
    List<Part> parts = new ArrayList<>(count);
    for (int i = 0; i < count / PARTS; i++) {
      String text = (TEXT + i + " ").repeat(PARTS * 4).substring(0, PARTS * 150);
      for (Segment segment : Segment.of(text, Coding.GSM, i)) {
        parts.add(new Part(phone(i), segment));
      }
    }
    Collections.shuffle(parts, new Random(1));
    try (BenchOperator operator = new BenchOperator();
        SmppLink line = SmppLink.open(settings(operator.port()), receiver)) {
      long start = System.nanoTime();
      for (Part part : parts) {
        operator.bring(part.from(), part.segment());
      }
      operator.settle();
      return rate(parts.size(), start, line);
    }
  }

  /**
   * @param noted whether the operator's numbers are kept, so that receipts find their message
   */
  private double send(int count, boolean noted) throws IOException, InterruptedException {
    Segment segment = Segment.of("Laporan Anda diterima, nomor ", Coding.GSM, 1).getFirst();
    try (BenchOperator operator = new BenchOperator();
        SmppLink line = SmppLink.open(settings(operator.port()), new Nothing());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long start = System.nanoTime();
      List<Future<?>> all = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        String key = "lapor-" + i;
        String phone = phone(i);
        all.add(
            threads.submit(() -> {
              String id = line.submit(segment, phone).orElseThrow();
              if (noted) {
                receipts.sent(new ReceiptStore.Sent("SMPP bench", id, key, UUID.randomUUID(), 1));
              }
              return id;
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
      return rate(count, start, line);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A message was not taken", e.getCause());
    }
  }

  private static double rate(int count, long start, SmppLink line) {
    double seconds = (System.nanoTime() - start) / 1e9;
    if (!line.sends()) {
      throw new IllegalStateException("The line broke while it was measured");
    }
    return count / seconds;
  }

  private static String phone(int number) {
    return "+62811%08d".formatted(number);
  }

  private static double heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
  }

  /** Acknowledges everything and keeps nothing. */
  private static final class Nothing implements MessageReceiverListener {
    @Override
    public void onAcceptDeliverSm(DeliverSm pdu) {
      // the protocol alone
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification notification) {
      // the protocol alone
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm pdu, Session source) throws ProcessRequestException {
      throw new ProcessRequestException("Not measured", org.jsmpp.SMPPConstant.STAT_ESME_RINVCMDID);
    }
  }
}
