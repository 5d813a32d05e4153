package id.lapor.agency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadTitleTests {

  @ParameterizedTest
  @CsvSource({
    "Dinas Perhubungan, Kepala Dinas Perhubungan",
    "Sekretariat Daerah, Sekretaris Daerah",
    "Inspektorat Daerah, Inspektur Daerah",
    "Inspektorat, Inspektur",
    "RSUD Taman Husada, Direktur RSUD Taman Husada",
    "Kecamatan Bontang Utara, Camat Bontang Utara",
    "Kelurahan Api-Api, Lurah Api-Api"
  })
  void aLetterNamesTheHead(String office, String head) {
    assertThat(HeadTitle.of(office)).isEqualTo(head);
  }
}
