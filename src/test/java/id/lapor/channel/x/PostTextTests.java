package id.lapor.channel.x;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostTextTests {

  @Test
  void countsAsXDoes() {
    assertThat(PostText.room("Lampu mati")).isEqualTo(10);
    assertThat(PostText.room("a https://contoh.example/" + "b".repeat(90) + " c")).isEqualTo(27);
    assertThat(PostText.room("灯")).isEqualTo(2);
    assertThat(PostText.room("😀")).isEqualTo(2);
    assertThat(PostText.room("“–”")).isEqualTo(3);
  }

  @Test
  void cutsWordsAndLeavesTheAddressWhole() {
    String address = "https://lapor.example/l/7K3M-Q9TX-5";
    String fitted = PostText.fitted("Dinas ".repeat(80) + address);
    assertThat(PostText.room(fitted)).isLessThanOrEqualTo(PostText.MOST).isGreaterThan(270);
    assertThat(fitted).endsWith("… " + address);
    assertThat(PostText.fitted("pendek " + address)).isEqualTo("pendek " + address);
    assertThat(PostText.room(PostText.fitted("😀".repeat(300)))).isLessThanOrEqualTo(PostText.MOST);
  }

  @Test
  void leavesOutWhomItIsSaidTo() {
    assertThat(PostText.words("@Lapor1708 BONTANG lampu mati #lapor", "lapor1708", false))
        .isEqualTo("BONTANG lampu mati");
    assertThat(PostText.words("@budi @lapor1708 masih gelap, @dishub", "lapor1708", true))
        .isEqualTo("masih gelap, @dishub");
    assertThat(PostText.words("#laporan @lapor17089 x", "lapor1708", false))
        .isEqualTo("#laporan @lapor17089 x");
  }

  @Test
  void leavesOutTenThousandNames() {
    assertThat(PostText.words("@budi ".repeat(10_000) + "masih gelap", "lapor1708", true))
        .isEqualTo("masih gelap");
  }
}
