package id.lapor.triage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LikenessTests {

  @Test
  void theSameMatterHasWordsInCommon() {
    assertThat(
            Likeness.shared(
                "Jalan berlubang di depan pasar, motor jatuh", "Ada lubang besar dekat pasar"))
        .isEqualTo(2);
  }

  @Test
  void politenessAndTheStreetSayNothing() {
    assertThat(
            Likeness.shared(
                "Mohon bantuannya, lampu jalan sudah lama mati",
                "Mohon, sampah di jalan sudah lama"))
        .isZero();
  }

  @Test
  void aWordSaidTwiceCountsOnce() {
    assertThat(Likeness.shared("Banjir! Banjir lagi, banjir terus", "Banjir")).isEqualTo(1);
  }
}
