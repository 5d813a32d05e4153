package id.lapor.channel.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.channel.Gsm7;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jsmpp.bean.DeliverSm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentTests {

  /** What a phone would make of them. */
  private static String joined(List<Segment> segments, Coding usual) {
    List<Piece> pieces = new ArrayList<>();
    for (Segment segment : segments) {
      DeliverSm pdu = new DeliverSm();
      pdu.setShortMessage(segment.content());
      pdu.setDataCoding(segment.scheme());
      pdu.setEsmClass((byte) (segment.headed() ? 0x40 : 0));
      pieces.add(Pdu.piece(pdu, usual));
    }
    if (segments.size() == 1) {
      return pieces.getFirst().text();
    }
    assertThat(pieces.stream().map(p -> Objects.requireNonNull(p.chain()).number()))
        .isSorted()
        .doesNotHaveDuplicates();
    return Joining.Whole.of(pieces).text();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Laporan Anda 26-001 diterima",
        "{[~]} € di mana-mana",
        "Jalan rusak ☺",
        "é à ñ Ü @ _ $ Δ"
      })
  void carryEveryTextWhole(String words) {
    for (int times : new int[] {1, 7, 20, 60}) {
      String text = words.repeat(times).strip();
      for (Coding usual : List.of(Coding.GSM, Coding.LATIN_1)) {
        List<Segment> segments = Segment.of(text, usual, 300);
        assertThat(joined(segments, usual)).isEqualTo(text);
        assertThat(segments).allMatch(s -> s.content().length <= 160);
      }
    }
  }

  @Test
  void tearNoLetter() {
    String text = "a".repeat(152) + "€" + "b".repeat(66) + "😀".repeat(50);
    assertThat(Gsm7.split("a".repeat(152) + "€".repeat(10))).noneMatch(String::isEmpty);
    assertThat(Gsm7.split("a".repeat(152) + "€" + "b".repeat(20)).getFirst()).hasSize(152);
    assertThat(Gsm7.split(text))
        .noneMatch(p -> Character.isHighSurrogate(p.charAt(p.length() - 1)));
  }

  @Test
  void takeTheRoomTheAlphabetLeaves() {
    assertThat(Segment.of("a".repeat(160), Coding.GSM, 1)).hasSize(1);
    assertThat(Segment.of("a".repeat(161), Coding.GSM, 1))
        .hasSize(2)
        .first()
        .satisfies(s -> assertThat(s.content()).hasSize(6 + 153));
    assertThat(Segment.of("☺".repeat(71), Coding.GSM, 1))
        .first()
        .satisfies(s -> assertThat(s.content()).hasSize(6 + 134));
  }
}
