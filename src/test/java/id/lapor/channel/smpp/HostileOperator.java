package id.lapor.channel.smpp;

import id.lapor.channel.Wire;
import id.lapor.channel.WireTrouble;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;

/** An operator at its worst, that yet brings each part until it was acknowledged. */
final class HostileOperator implements AutoCloseable {

  private static final int PHONES = 8;

  /** Longer than anybody waits for an answer, see {@link SmppLine#ANSWER}. */
  private static final Duration LATE = SmppLine.ANSWER.plusSeconds(1);

  private final Operator operator;
  private final String phone;
  private final SmppWire wire;
  private final Random chance = new Random(17);
  private final Map<String, Integer> told = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  HostileOperator(Operator operator, String phone, SmppWire wire) {
    this.operator = operator;
    this.phone = phone;
    this.wire = wire;
    operator.temper(_ -> answerLateNowAndThen());
    operator.nameless(() -> chance.nextInt(10) == 0);
  }

  /**
   * Takes all it is sent, but answers one in ten when nobody waits for that any more. Another one
   * in ten it gives no number.
   */
  private int answerLateNowAndThen() {
    if (chance.nextInt(10) == 0) {
      LockSupport.parkNanos(LATE.toNanos());
    }
    return SMPPConstant.STAT_ESME_ROK;
  }

  /** What was sent to phones, and how often it was noted that a try came to nothing. */
  Map<String, Integer> told() {
    return told;
  }

  static String phone(String phone, int number) {
    return phone + number;
  }

  /**
   * @return texts of messages that were acknowledged whole
   */
  Set<String> rage(Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    List<Future<?>> work = new ArrayList<>();
    for (int i = 0; i < PHONES; i++) {
      int number = i;
      work.add(threads.submit(() -> write(number, end, acknowledged)));
      work.add(threads.submit(() -> answer(number, end)));
    }
    work.add(
        threads.submit(() -> {
          while (System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            operator.hangUp();
          }
        }));
    for (Future<?> one : work) {
      one.get();
    }
    return acknowledged;
  }

  private void write(int number, long end, Set<String> acknowledged) {
    Random random = new Random(number);
    for (int i = 0; System.nanoTime() < end; i++) {
      String text = ("pesan " + number + "-" + i + " ").repeat(1 + random.nextInt(40)).strip();
      List<Operator.Part> parts = new ArrayList<>(Operator.parts(phone + number, text, i % 3));
      Collections.shuffle(parts, random);
      for (int p = 0; p < parts.size(); p++) {
        bring(parts.get(p));
        if (random.nextInt(4) == 0) {
          bring(parts.get(random.nextInt(p + 1))); // once more, though it was acknowledged
        }
      }
      acknowledged.add(text);
    }
  }

  /** As the postman does: again until the wire says that it was taken. */
  private void answer(int number, long end) {
    for (int i = 0; System.nanoTime() < end; i++) {
      String text = "balasan " + number + "-" + i;
      boolean taken = false;
      while (!taken) {
        try {
          wire.send(Wire.Kind.SMS, phone(phone, number), "", text, "lapor-9" + number + "0" + i);
          told.putIfAbsent(text, 0);
          taken = true;
        } catch (WireTrouble e) {
          told.merge(text, 1, Integer::sum);
          LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  /** Again and again until it was acknowledged, on whatever line there is. */
  private void bring(Operator.Part part) {
    boolean taken = false;
    while (!taken) {
      try {
        operator.bring(part);
        taken = true;
      } catch (IOException
          | PDUException
          | ResponseTimeoutException
          | InvalidResponseException
          | NegativeResponseException e) {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
