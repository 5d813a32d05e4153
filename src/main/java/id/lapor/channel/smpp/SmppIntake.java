package id.lapor.channel.smpp;

import id.lapor.channel.Inbox;
import id.lapor.channel.Letter;
import id.lapor.channel.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What operators bring is kept before it is acknowledged: whole messages in the inbox, parts of
 * long ones until all are there. Whoever reads it later need not know that there were parts.
 */
@Service
public class SmppIntake {

  /** An operator that repeats a part does so within this time. */
  private static final Duration KNOWN = Duration.ofDays(1);

  private static final int AT_ONCE = 500;

  private final PieceStore pieces;
  private final Inbox inbox;
  private final SmppSettings settings;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private final Together<Piece> together = new Together<>(this::keep);

  SmppIntake(
      PieceStore pieces,
      Inbox inbox,
      SmppSettings settings,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.pieces = pieces;
    this.inbox = inbox;
    this.settings = settings;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Once this returns it is safe; may be called by many at once. */
  void take(Piece piece) {
    together.bring(piece);
  }

  private void keep(List<Piece> all) {
    transaction.executeWithoutResult(_ -> {
      pieces.enter();
      Instant now = clock.instant();
      List<Joining.Held> parts =
          all.stream().filter(p -> p.chain() != null).map(p -> pieces.held(p, now)).toList();
      Joining joining = new Joining(known(parts));
      parts.forEach(joining::add);
      pieces.apply(joining);
      Stream<Joining.Whole> alone =
          all.stream().filter(p -> p.chain() == null).map(Joining.Whole::of);
      file(Stream.concat(alone, joining.wholes().stream()).toList(), now);
    });
  }

  private List<Joining.Held> known(List<Joining.Held> parts) {
    return parts.isEmpty()
        ? List.of()
        : pieces.of(parts.stream().map(Joining.Held::chain).toList());
  }

  private void file(List<Joining.Whole> wholes, Instant now) {
    if (!wholes.isEmpty()) {
      inbox.takeAll(
          Wire.Kind.SMS,
          wholes.stream()
              .map(w ->
                  new Inbox.Unnumbered(
                      new Letter(w.from(), w.to(), w.text(), now), w.readable() ? null : "octets"))
              .toList());
    }
  }

  @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT30S")
  void round() {
    closeIncomplete();
    pieces.sweep(clock.instant().minus(KNOWN));
  }

  /** Files what there is of long messages whose other parts do not come. */
  public void closeIncomplete() {
    transaction.executeWithoutResult(_ -> {
      pieces.enter();
      Instant now = clock.instant();
      List<String> chains = pieces.incomplete(now.minus(settings.incomplete()), AT_ONCE);
      if (!chains.isEmpty()) {
        Joining joining = new Joining(pieces.of(chains));
        chains.forEach(joining::close);
        pieces.apply(joining);
        file(joining.wholes(), now);
      }
    });
  }
}
