package id.lapor.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.agency.AgencyId;
import id.lapor.report.TakenOver;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class Open311RowTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String CLOSED =
      """
      {"service_request_id": "101", "status": "closed", "status_notes": "Done.", "service_name": "Street light",
       "description": "Dark since Monday, call 0812 3456 7890", "requested_datetime": "2020-01-02T03:04:05-04:00",
       "updated_datetime": "2020-01-03T03:04:05-04:00", "address": "Depan pasar", "lat": 0.13, "long": "117.5",
       "media_url": "https://city.example/p.jpg"}\
      """;

  @Test
  void keepsTimesWordsPlaceAndEndOfAClosedRequest() throws Exception {
    TakenOver report = read(CLOSED);
    assertThat(report.externalId()).isEqualTo("boston:101");
    assertThat(report.receivedAt()).isEqualTo(Instant.parse("2020-01-02T07:04:05Z"));
    assertThat(report.ending())
        .isEqualTo(new TakenOver.Ending(Instant.parse("2020-01-03T07:04:05Z"), "Done."));
    assertThat(report.matter().text())
        .isEqualTo(
            "Street light: Dark since Monday, call 0812 3456 7890\n\nhttps://city.example/p.jpg");
    assertThat(report.matter().place().longitude()).isEqualTo(117.5);
  }

  @Test
  void masksWhatPointsToAPersonBeforeItIsPublic() throws Exception {
    assertThat(read(CLOSED).matter().publicText())
        .isEqualTo("Street light: Dark since Monday, call ▇▇▇");
  }

  @Test
  void leavesAnOpenRequestWithoutAnEnd() throws Exception {
    assertThat(read(CLOSED.replace("closed", "open")).ending()).isNull();
  }

  @Test
  void endsNoRequestBeforeItBegan() throws Exception {
    TakenOver report = read(CLOSED.replace("2020-01-03", "2019-01-03"));
    assertThat(report.ending()).extracting(TakenOver.Ending::at).isEqualTo(report.receivedAt());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "101"                       | ""        | no service_request_id
          "closed"                    | "lost"    | neither open nor closed
          "2020-01-02T03:04:05-04:00" | ""        | no requested_datetime
          "2020-01-02T03:04:05-04:00" | "monday"  | not a time
          "lat": 0.13                 | "lat": 95 | not on Earth
          "lat": 0.13                 | "lat": "north" | not a number
          """)
  void saysWhyARowCannotBeTaken(String from, String to, String why) {
    assertThatThrownBy(() -> read(CLOSED.replace(from, to)))
        .isInstanceOf(Open311Row.Unfit.class)
        .hasMessageContaining(why);
  }

  @Test
  void refusesARowWithoutAnyWords() {
    String silent =
        CLOSED
            .replace("Street light", "")
            .replace("Dark since Monday, call 0812 3456 7890", " \\u0000 ");
    assertThatThrownBy(() -> read(silent)).hasMessageContaining("neither what service");
  }

  private static TakenOver read(String json) throws Exception {
    return Open311Row.read(JSON.readTree(json), "boston", new AgencyId(1));
  }
}
