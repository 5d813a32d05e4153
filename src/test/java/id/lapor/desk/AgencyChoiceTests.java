package id.lapor.desk;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgencyChoiceTests {

  private static final List<Agency> CITY =
      List.of(
          agency(1, "DISHUB", "Dinas Perhubungan"),
          agency(2, "PUPRK", "Dinas Pekerjaan Umum dan Penataan Ruang Kota"),
          agency(3, "DKUMPP", "Dinas Koperasi, Usaha Mikro, Perindustrian dan Perdagangan"));

  private static Agency agency(long id, String code, String name) {
    return new Agency(
        new AgencyId(id),
        code,
        name,
        Agency.Type.AGENCY,
        null,
        ZoneId.of("Asia/Makassar"),
        null,
        "");
  }

  @Test
  void readsANameACodeOrWordsOnlyOneHas() {
    assertThat(AgencyChoice.read(" dinas  perhubungan ", CITY)).contains(CITY.getFirst());
    assertThat(AgencyChoice.read("puprk", CITY)).contains(CITY.get(1));
    assertThat(AgencyChoice.read("usaha mikro", CITY)).contains(CITY.get(2));
    assertThat(AgencyChoice.read(CITY.get(2).name(), CITY)).contains(CITY.get(2));
  }

  @Test
  void guessesNothing() {
    assertThat(AgencyChoice.read(null, CITY)).isEmpty();
    assertThat(AgencyChoice.read("  ", CITY)).isEmpty();
    assertThat(AgencyChoice.read("dinas", CITY)).as("several").isEmpty();
    assertThat(AgencyChoice.read("dinas sosial", CITY)).isEmpty();
  }
}
