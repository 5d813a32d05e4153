package id.lapor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Channel;
import id.lapor.report.Report;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of Open311 with updates, for somebody who wrote to it. */
@ApplicationTest
class Open311ChannelIntegrationTests extends SystemContract {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  protected Channel channel() {
    return Channel.OPEN311;
  }

  @Override
  protected List<String> shown() {
    return List.of(line(), "404");
  }

  @Override
  protected Peer peer() {
    return new House(key("Uji Open311"));
  }

  /** What was sent but the key: sent again as it is kept, it leads to the same report. */
  @Test
  @Override
  protected void readsOnceMoreWhatWasKept() throws Exception {
    House house = (House) someone();
    Report report = file("lampu jalan mati di depan pos kamling");
    List<byte[]> sent = doors.sent(report.id().value());
    assertThat(sent).hasSize(1);
    JsonNode kept = JSON.readTree(sent.getFirst());
    assertThat(kept.propertyNames()).containsExactlyInAnyOrderElementsOf(house.form.keySet());
    assertThat(kept.toString()).doesNotContain(house.key);
    jdbc.sql("DELETE FROM api_once").update();
    Map<String, String> again = new TreeMap<>();
    kept.propertyNames().forEach(name -> again.put(name, kept.get(name).get(0).asString()));
    house.bring("requests", house.once, again);
    assertThat(house.answers()).hasSize(2);
    assertThat(filed(house)).hasSize(1);
  }

  private final class House extends Caller {

    private final String key;
    private Map<String, String> form = Map.of();
    private String once = "";

    House(String key) {
      super(reporters);
      this.key = key;
    }

    void bring(String path, String named, Map<String, String> fields) {
      form = fields;
      once = named;
      send(() -> {
        MockHttpServletRequestBuilder request =
            post("/open311/v2/" + path + ".json")
                .contentType("application/x-www-form-urlencoded; charset=utf-8")
                .header("Idempotency-Key", named)
                .param("api_key", key);
        fields.forEach(request::param);
        return request;
      });
    }

    private void bring(String path, Map<String, String> fields) {
      bring(path, UUID.randomUUID().toString(), fields);
    }

    @Override
    public void file(String words) {
      bring(
          "requests",
          Map.of(
              "service_code", "lampu-jalan",
              "address_id", "64.74.01.1002",
              "first_name", "Siti",
              "phone", phone,
              "description", words));
    }

    private void update(String reference, String status, String words) {
      bring(
          "servicerequestupdates",
          Map.of(
              "service_request_id", reference,
              "update_id", UUID.randomUUID().toString(),
              "status", status,
              "updated_datetime", "2026-01-05T08:00:00+08:00",
              "description", words));
    }

    @Override
    public void reply(Report report, String words) {
      update(report.reference().toString(), "unchanged", words);
    }

    /** An update may come before its request was answered: then nobody knows its number. */
    @Override
    public void ask(@Nullable Report report) {
      if (report == null) {
        update("7K3M-Q9TX-5", "unchanged", "letaknya di RT 5");
      } else {
        send(() -> get("/open311/v2/requests/" + report.reference() + ".json"));
      }
    }

    @Override
    public void deny(Report report, String words) {
      update(report.reference().toString(), "reopen", words);
    }

    @Override
    public void huge(String words) {
      file(words + " " + "gelap ".repeat(1_000));
    }

    @Override
    public void hostile() {
      bring(
          "requests",
          Map.of(
              "service_code",
              "'; DROP TABLE report_case",
              "description",
              "\u0000<script>",
              "lat",
              "NaN",
              "attribute[x",
              "]"));
    }
  }
}
