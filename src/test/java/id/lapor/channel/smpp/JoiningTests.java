package id.lapor.channel.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JoiningTests {

  private static final Instant NOW = Instant.parse("2026-03-17T01:00:00Z");

  private final List<Joining.Held> kept = new ArrayList<>();
  private final List<String> filed = new ArrayList<>();

  private static Joining.Held part(int reference, int total, int number, String text) {
    return part(
        new Piece.Chain(reference, total, number),
        Coding.LATIN_1,
        text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Joining.Held part(Piece.Chain chain, Coding coding, byte[] content) {
    Piece piece = new Piece("+6281", "1708", coding, content, chain);
    return new Joining.Held(
        null,
        chain.reference() + "/" + chain.total(),
        chain.number(),
        HexFormat.of().formatHex(content),
        piece,
        NOW);
  }

  /** As the database keeps them between two rounds. */
  private void keep(Joining joining) {
    filed.addAll(joining.wholes().stream().map(Joining.Whole::text).toList());
    kept.replaceAll(h -> joining.joined(h) ? bare(h, h.id()) : h);
    for (Joining.Held held : joining.fresh()) {
      Long id = (long) kept.size();
      kept.add(
          joining.joined(held)
              ? bare(held, id)
              : new Joining.Held(
                  id, held.chain(), held.number(), held.content(), held.piece(), NOW));
    }
  }

  private static Joining.Held bare(Joining.Held held, @Nullable Long id) {
    return new Joining.Held(id, held.chain(), held.number(), held.content(), null, NOW);
  }

  private void come(Joining.Held... parts) {
    Joining joining = new Joining(kept);
    List.of(parts).forEach(joining::add);
    keep(joining);
  }

  private void timeOut(String chain) {
    Joining joining = new Joining(kept);
    joining.close(chain);
    keep(joining);
  }

  @Test
  void joinsPartsInAnyOrderOverAnyTime() {
    come(part(1, 3, 3, "tiga"));
    come(part(1, 3, 1, "satu "));
    assertThat(filed).isEmpty();
    come(part(1, 3, 2, "dua "));
    assertThat(filed).containsExactly("satu dua tiga");
  }

  @Test
  void knowsAPartThatComesAgain() {
    come(part(1, 2, 1, "satu "), part(1, 2, 1, "satu "));
    come(part(1, 2, 1, "satu "));
    come(part(1, 2, 2, "dua"));
    come(part(1, 2, 2, "dua"), part(1, 2, 1, "satu "));
    come(part(1, 2, 1, "satu "));
    timeOut("1/2");
    assertThat(filed).containsExactly("satu dua");
  }

  @Test
  void keepsBothWhenAReferenceComesRound() {
    come(part(7, 2, 1, "lama"));
    come(part(7, 2, 1, "baru "), part(7, 2, 2, "sekali"));
    assertThat(filed).containsExactly("lama" + Joining.GAP.stripTrailing(), "baru sekali");
  }

  /** The same beginning and the same reference, and yet another message. */
  @Test
  void dropsNoPartBecauseItResemblesAnEarlierOne() {
    come(part(7, 2, 1, "BONTANG "), part(7, 2, 2, "lampu mati"));
    come(part(7, 2, 1, "BONTANG "), part(7, 2, 2, "jalan rusak"));
    timeOut("7/2");
    assertThat(filed).containsExactly("BONTANG lampu mati", "BONTANG jalan rusak");
  }

  /** A part of the last message that comes once more is none of the next. */
  @Test
  void mixesNoMessages() {
    come(part(7, 2, 1, "satu "), part(7, 2, 2, "dua"));
    come(part(7, 2, 2, "dua"));
    come(part(7, 2, 1, "tiga "));
    assertThat(filed).containsExactly("satu dua");
    come(part(7, 2, 2, "empat"));
    come(part(7, 2, 2, "empat"));
    come(part(7, 2, 1, "lima "), part(7, 2, 2, "dua"), part(7, 2, 2, "enam"));
    timeOut("7/2");
    assertThat(filed).containsExactly("satu dua", "tiga empat", "lima enam");
  }

  /** It comes once more when another stands in its place already. */
  @Test
  void closesNoMessageForARepetitionOfTheLast() {
    come(part(7, 2, 1, "satu "), part(7, 2, 2, "dua"));
    come(part(7, 2, 2, "empat"));
    come(part(7, 2, 2, "dua"));
    come(part(7, 2, 1, "tiga "));
    assertThat(filed).containsExactly("satu dua", "tiga empat");
  }

  @Test
  void filesWhatThereIsAndSaysWhatIsNot() {
    come(part(1, 4, 2, "dua"), part(1, 4, 4, "empat"));
    timeOut("1/4");
    assertThat(filed).containsExactly((Joining.GAP + "dua" + Joining.GAP + "empat").strip());
    come(part(1, 4, 1, "satu"));
    timeOut("1/4");
    assertThat(filed).hasSize(2).last().asString().startsWith("satu");
  }

  @Test
  void sewsALetterThatWasTorn() {
    byte[] smile = "😀!".getBytes(StandardCharsets.UTF_16BE);
    byte[] first = {smile[0], smile[1], smile[2]};
    byte[] second = {smile[3], smile[4], smile[5]};
    come(
        part(new Piece.Chain(1, 2, 2), Coding.UCS_2, second),
        part(new Piece.Chain(1, 2, 1), Coding.UCS_2, first));
    assertThat(filed).containsExactly("😀!");
  }

  /** Ten long messages, shuffled, with repetitions, in rounds of any size. */
  @Test
  void losesNothingAndDoublesNothing() {
    for (int seed = 0; seed < 200; seed++) {
      kept.clear();
      filed.clear();
      Random random = new Random(seed);
      List<Joining.Held> parts = new ArrayList<>();
      List<String> written = new ArrayList<>();
      for (int reference = 0; reference < 10; reference++) {
        int total = 2 + random.nextInt(4);
        StringBuilder text = new StringBuilder();
        for (int number = 1; number <= total; number++) {
          String words = "m" + reference + "p" + number + ";";
          text.append(words);
          parts.add(part(reference, total, number, words));
          if (random.nextInt(3) == 0) {
            parts.add(part(reference, total, number, words));
          }
        }
        written.add(text.toString());
      }
      Collections.shuffle(parts, random);
      while (!parts.isEmpty()) {
        List<Joining.Held> some = parts.subList(0, Math.min(parts.size(), 1 + random.nextInt(8)));
        come(some.toArray(Joining.Held[]::new));
        some.clear();
      }
      for (int reference = 0; reference < 10; reference++) {
        for (int total = 2; total < 6; total++) {
          timeOut(reference + "/" + total);
        }
      }
      assertThat(filed).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(written);
    }
  }
}
