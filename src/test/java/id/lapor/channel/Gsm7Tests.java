package id.lapor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Figures of 3GPP TS 23.038 and 23.040. */
class Gsm7Tests {

  @Test
  void countsPartsByTheRoomTheAlphabetLeaves() {
    assertThat(Gsm7.parts("")).isEqualTo(1);
    assertThat(Gsm7.parts("a".repeat(160))).isEqualTo(1);
    assertThat(Gsm7.parts("a".repeat(161))).isEqualTo(2);
    assertThat(Gsm7.parts("a".repeat(306))).isEqualTo(2);
    assertThat(Gsm7.parts("a".repeat(307))).isEqualTo(3);
    assertThat(Gsm7.parts("€".repeat(80))).as("escaped letters take two").isEqualTo(1);
    assertThat(Gsm7.parts("€".repeat(81))).isEqualTo(2);
    assertThat(Gsm7.parts("一".repeat(70))).isEqualTo(1);
    assertThat(Gsm7.parts("一".repeat(71))).isEqualTo(2);
    assertThat(Gsm7.parts("一".repeat(135))).isEqualTo(3);
    assertThat(Gsm7.parts("a".repeat(70) + "😀")).isEqualTo(2);
  }

  @Test
  void knowsTheAlphabet() {
    assertThat(Gsm7.fits("Jl. Ahmad Yani No. 5 (depan pasar) @ 10:00 [RT 5] ~ {x} é ñ Ü")).isTrue();
    assertThat(Gsm7.fits("`")).isFalse();
    assertThat(Gsm7.fits("–")).isFalse();
    assertThat(Gsm7.fits(Gsm7.plain("“Sudah” – kata mereka… ‘ya’ • tidak"))).isTrue();
  }
}
