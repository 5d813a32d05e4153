package id.lapor.channel.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.channel.Gsm7;
import id.lapor.channel.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PduTests {

  private static final byte UDHI = 0x40;
  private static final byte RECEIPT = 0x04;

  private static DeliverSm pdu(int scheme, byte[] content) {
    DeliverSm pdu = new DeliverSm();
    pdu.setSourceAddr("6281234567001");
    pdu.setSourceAddrTon((byte) 1);
    pdu.setDestAddress("1708");
    pdu.setDataCoding((byte) scheme);
    pdu.setShortMessage(content);
    return pdu;
  }

  private static DeliverSm headed(String header, String text) {
    byte[] head = HexFormat.of().parseHex(header);
    byte[] words = Gsm7.encode(text);
    byte[] content = new byte[head.length + words.length];
    System.arraycopy(head, 0, content, 0, head.length);
    System.arraycopy(words, 0, content, head.length, words.length);
    DeliverSm pdu = pdu(0, content);
    pdu.setEsmClass(UDHI);
    return pdu;
  }

  private static Piece read(DeliverSm pdu) {
    return Pdu.piece(pdu, Coding.GSM);
  }

  @Test
  void readsAWholeMessage() {
    Piece piece = read(pdu(0, Gsm7.encode("Jalan rusak @ pasar {RT 5} €")));
    assertThat(piece.text()).isEqualTo("Jalan rusak @ pasar {RT 5} €");
    assertThat(piece.from()).isEqualTo("+6281234567001");
    assertThat(piece.to()).isEqualTo("1708");
    assertThat(piece.chain()).isNull();
  }

  /** Schemes of SMPP 3.4 section 5.2.19 and of 3GPP TS 23.038 section 4. */
  @ParameterizedTest
  @CsvSource({
    "0x00, GSM", "0x01, LATIN_1", "0x03, LATIN_1", "0x08, UCS_2", "0x02, OCTETS", "0x04, OCTETS",
    "0x06, OCTETS", "0x10, GSM", "0x11, GSM", "0x14, OCTETS", "0x18, UCS_2", "0xc8, GSM",
    "0xe0, UCS_2", "0xf0, GSM", "0xf1, GSM", "0xf5, OCTETS", "0x20, OCTETS", "0x80, OCTETS"
  })
  void knowsTheAlphabetByItsNumber(String scheme, Coding coding) {
    assertThat(Coding.of((byte) (int) Integer.decode(scheme), Coding.GSM)).isEqualTo(coding);
  }

  @Test
  void readsWhatTheOperatorMeansByItsDefault() {
    DeliverSm pdu = pdu(0, "Jalan ditutup @ é".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(Pdu.piece(pdu, Coding.LATIN_1).text()).isEqualTo("Jalan ditutup @ é");
  }

  @Test
  void readsOtherAlphabets() {
    assertThat(read(pdu(8, "Rusak ☺ 😀".getBytes(StandardCharsets.UTF_16BE))).text())
        .isEqualTo("Rusak ☺ 😀");
    assertThat(read(pdu(3, "café".getBytes(StandardCharsets.ISO_8859_1))).text()).isEqualTo("café");
    assertThat(read(pdu(4, new byte[] {1, (byte) 0xfe})).text()).isEqualTo("01fe");
  }

  @Test
  void readsTheHeaderOfAPart() {
    Piece eight = read(headed("0500032a0302", "dua"));
    assertThat(eight.chain()).isEqualTo(new Piece.Chain(0x2a, 3, 2));
    assertThat(eight.text()).isEqualTo("dua");
    Piece sixteen = read(headed("060804bf2a0201", "satu"));
    assertThat(sixteen.chain()).isEqualTo(new Piece.Chain(0xbf2a, 2, 1));
    Piece behind = read(headed("0a240101" + "00032a0201" + "2500", "tiga"));
    assertThat(behind.chain()).as("behind another element").isEqualTo(new Piece.Chain(0x2a, 2, 1));
    assertThat(behind.text()).isEqualTo("tiga");
  }

  @Test
  void readsTheOperatorsOwnParameters() {
    DeliverSm pdu = pdu(0, Gsm7.encode("dua"));
    pdu.setOptionalParameters(
        new OptionalParameter.Sar_msg_ref_num((short) 65_001),
        OptionalParameters.newSarTotalSegments(200),
        OptionalParameters.newSarSegmentSeqnum(199));
    assertThat(read(pdu).chain()).isEqualTo(new Piece.Chain(65_001, 200, 199));
  }

  @Test
  void readsAPayload() {
    DeliverSm pdu = pdu(0, new byte[0]);
    pdu.setOptionalParameters(
        new OptionalParameter.Message_payload(Gsm7.encode("panjang ".repeat(100))));
    assertThat(read(pdu).text()).hasSize(800);
  }

  /** What is no header is text; what says it is the fifth of three stands alone. */
  @ParameterizedTest
  @CsvSource({
    "0500032a0305",
    "0500032a0300",
    "0500032a0000",
    "ff00032a0302",
    "0500ff2a0302",
    "0101",
    "00",
    "0500032a0101"
  })
  void losesNothingByABrokenHeader(String header) {
    Piece piece = read(headed(header, "isi pesan"));
    assertThat(piece.chain()).isNull();
    assertThat(piece.text()).endsWith("isi pesan");
  }

  @Test
  void readsWhatBecameOfAMessage() {
    DeliverSm said =
        pdu(
            0,
            "id:0A1b sub:001 dlvrd:001 submit date:2603171200 done date:2603171201 stat:DELIVRD err:000 text:x"
                .getBytes(StandardCharsets.US_ASCII));
    assertThat(Pdu.receipt(said)).as("it looks like one and is none").isEmpty();
    said.setEsmClass(RECEIPT);
    assertThat(Pdu.receipt(said)).contains(new Pdu.Told("0A1b", Receipt.State.ARRIVED));
    DeliverSm state = pdu(0, new byte[0]);
    state.setEsmClass(RECEIPT);
    state.setOptionalParameters(
        new OptionalParameter.Receipted_message_id("77"),
        new OptionalParameter.Message_state((byte) 5));
    assertThat(Pdu.receipt(state)).contains(new Pdu.Told("77", Receipt.State.LOST));
    DeliverSm nothing = pdu(0, new byte[] {1, 2});
    nothing.setEsmClass(RECEIPT);
    assertThat(Pdu.receipt(nothing)).contains(new Pdu.Told("", Receipt.State.TAKEN));
  }

  /** Any octets at all. */
  @Test
  void readsEverythingWithoutFalling() {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    for (int i = 0; i < 20_000; i++) {
      byte[] content = new byte[random.nextInt(30)];
      random.nextBytes(content);
      DeliverSm pdu = pdu(random.nextInt(256), content);
      pdu.setEsmClass((byte) random.nextInt(256));
      pdu.setSourceAddr(null);
      assertThat(read(pdu).text()).doesNotContain("\u0000");
      assertThat(Pdu.receipt(pdu)).isNotNull();
    }
  }
}
