package id.lapor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Channel;
import id.lapor.report.Report;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Another government's system at the JSON API, for somebody who wrote to it. */
@ApplicationTest
class ApiChannelIntegrationTests extends SystemContract {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  protected Channel channel() {
    return Channel.API;
  }

  @Override
  protected List<String> shown() {
    return List.of(line(), "400");
  }

  @Override
  protected Peer peer() {
    return new House(key("Uji API"));
  }

  /** The bytes as they came: sent again with their key, they lead to the same report. */
  @Test
  @Override
  protected void readsOnceMoreWhatWasKept() throws Exception {
    House house = (House) someone();
    Report report = file("lampu jalan mati di depan pos kamling");
    List<byte[]> sent = doors.sent(report.id().value());
    assertThat(sent).hasSize(1);
    assertThat(new String(sent.getFirst(), StandardCharsets.UTF_8)).isEqualTo(house.body);
    jdbc.sql("DELETE FROM api_once").update();
    house.bring("reports", house.key, new String(sent.getFirst(), StandardCharsets.UTF_8));
    assertThat(house.answers()).hasSize(2);
    assertThat(filed(house)).hasSize(1);
  }

  private final class House extends Caller {

    private final String bearer;
    private String key = "";
    private String body = "";

    House(String bearer) {
      super(reporters);
      this.bearer = bearer;
    }

    void bring(String path, String once, String content) {
      key = once;
      body = content;
      send(() ->
          post("/api/v1/" + path)
              .header("Authorization", "Bearer " + bearer)
              .header("Idempotency-Key", once)
              .contentType("application/json")
              .content(content));
    }

    private void bring(String path, Object content) {
      bring(path, UUID.randomUUID().toString(), JSON.writeValueAsString(content));
    }

    @Override
    public void file(String words) {
      bring(
          "reports",
          Map.of(
              "text",
              words,
              "category",
              "lampu-jalan",
              "place",
              Map.of("region", "64.74.01.1002"),
              "contact",
              Map.of("name", "Siti Melati", "phone", phone)));
    }

    @Override
    public void reply(Report report, String words) {
      bring("own-reports/" + report.reference() + "/replies", Map.of("text", words));
    }

    @Override
    public void ask(@Nullable Report report) {
      String address = report == null ? "7K3M-Q9TX-5" : report.reference().toString();
      send(() -> get("/api/v1/own-reports/" + address).header("Authorization", "Bearer " + bearer));
    }

    @Override
    public void deny(Report report, String words) {
      bring("own-reports/" + report.reference() + "/disputes", Map.of("text", words));
    }

    @Override
    public void huge(String words) {
      file(words + " " + "gelap ".repeat(20_000));
    }

    @Override
    public void hostile() {
      bring(
          "reports", UUID.randomUUID().toString(), "{\"text\": \"\u0000<script>\", \"text\": [[[[");
    }
  }
}
