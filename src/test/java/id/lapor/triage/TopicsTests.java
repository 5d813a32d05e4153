package id.lapor.triage;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Categories;
import id.lapor.agency.Category;
import id.lapor.report.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTests {

  private static final List<Category> CHOICES = new Categories().choices();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Lampu jalan di depan pasar mati sejak Senin        | lampu-jalan
          LAMPU JALAN MATI!!!                                | lampu-jalan
          Gelap gulita, PJU tidak menyala                    | lampu-jalan
          Jalan berlubang, kemarin ada yang jatuh            | jalan-rusak
          Sampah menumpuk dan bau busuk                      | sampah
          Parkir liar di trotoar, jukir minta 10 ribu        | parkir
          Parit mampet, setiap hujan banjir                  | banjir
          Air PDAM keruh sudah tiga hari                     | air-bersih
          Antre obat di puskesmas sampai lima jam            | puskesmas
          BPJS saya nonaktif                                 | bpjs
          """)
  void findsWhatATextIsAboutByTheWordsPeopleUse(String text, String category) {
    assertThat(Topics.of(text, CHOICES).getFirst().category().code()).isEqualTo(category);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "Terima kasih banyak", "zzz qqq", "sampahku", "kebanjiran?"})
  void findsNothingInWordsItDoesNotKnowWhole(String text) {
    assertThat(Topics.of(text, CHOICES)).isEmpty();
  }

  @Test
  void putsFirstWhatMoreAndLongerWordsSpeakFor() {
    List<Topics.Match> matches =
        Topics.of("Parkir di dekat tiang lampu, lampu jalan mati, gelap gulita", CHOICES);
    assertThat(matches).extracting(m -> m.category().code()).startsWith("lampu-jalan");
    assertThat(matches).extracting(m -> m.category().code()).contains("parkir");
    assertThat(matches).extracting(Topics.Match::score).isSortedAccordingTo((a, b) -> b - a);
    assertThat(matches.getFirst().words()).contains("lampu jalan", "gelap gulita");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Mohon info syarat membuat KTP                      | INFORMATION_REQUEST
          Bagaimana cara mengurus akta?                      | INFORMATION_REQUEST
          Syaratnya apa saja?                                | INFORMATION_REQUEST
          Di mana saya bisa vaksin rabies?                   | INFORMATION_REQUEST
          Usul taman dibuka sampai malam                     | ASPIRATION
          Sebaiknya ada halte di depan sekolah               | ASPIRATION
          Saran saya lampu diganti LED                       | ASPIRATION
          Lampu mati sejak Senin                             | COMPLAINT
          Petugas loket tidak ada di tempat                  | COMPLAINT
          ''                                                 | COMPLAINT
          """)
  void readsFromATextWhatItsWriterWants(String text, Kind kind) {
    assertThat(Topics.kind(text)).isEqualTo(kind);
  }
}
