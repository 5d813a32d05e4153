package id.lapor.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionsTests {

  private static final Regions REGIONS = new Regions();

  @Test
  void holdsEveryOfficialCode() {
    assertThat(REGIONS.size()).isEqualTo(38 + 514 + 7_285 + 83_762);
  }

  @ParameterizedTest
  @CsvSource({
    "bontang,64.74",
    "BONTANG  utara,64.74.01",
    "bontang baru,64.74.01.1002",
    "baru bontang,64.74.01.1002",
    "lok tuan,64.74.01.1003",
    "loktuan bontang,64.74.01.1003",
    "api-api bontang,64.74.01.1006",
    "kalimantan timur,64",
  })
  void findsWhatPeopleTypeFirst(String typed, String code) {
    assertThat(REGIONS.search(typed, 5)).first().extracting(Region::code).isEqualTo(code);
  }

  @Test
  void findsRegionsOfTheGovernmentsAtWorkHereFirst() {
    assertThat(REGIONS.search("loktuan", 3, List.of("64.74")))
        .first()
        .extracting(Region::code)
        .isEqualTo("64.74.01.1003");
    assertThat(REGIONS.search("telihan", 1, List.of("64.74")))
        .allMatch(r -> r.code().startsWith("64.74."));
    assertThat(REGIONS.search("jakarta", 1, List.of("64.74"))).isNotEmpty();
  }

  @Test
  void tellsThePathInFull() {
    assertThat(REGIONS.find("64.74.01.1002").orElseThrow().path())
        .isEqualTo("Kel. Bontang Baru, Kec. Bontang Utara, Kota Bontang, Kalimantan Timur");
  }

  @Test
  void findsNothingInNonsenseAndTooLittle() {
    assertThat(REGIONS.search("", 5)).isEmpty();
    assertThat(REGIONS.search("b", 5)).isEmpty();
    assertThat(REGIONS.search("zzzqqq", 5)).isEmpty();
    assertThat(REGIONS.search("%_'\"\\", 5)).isEmpty();
    assertThat(REGIONS.find("99.99")).isEmpty();
  }

  @Test
  void tellsHowLongASearchTakes() {
    String[] typed = {
      "bontang baru", "sukamaju", "ka", "desa tidak ada", "kel api bontang utara kalimantan"
    };
    for (String words : typed) {
      for (int i = 0; i < 20; i++) {
        REGIONS.search(words, 10);
      }
      long start = System.nanoTime();
      REGIONS.search(words, 10);
      System.out.printf(
          "region search \"%s\": %.1f ms%n", words, (System.nanoTime() - start) / 1e6);
    }
  }
}
