package id.lapor.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.channel.Inbox;
import id.lapor.channel.Letter;
import id.lapor.channel.Lines;
import id.lapor.channel.Wire;
import id.lapor.citizen.InboxReader;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Channel;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@ApplicationTest
class WirePagesIntegrationTests {

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Inbox inbox;
  @Autowired InboxReader reader;
  @Autowired Lines lines;
  @Autowired JdbcClient jdbc;

  private City city;
  private Officer nadia;

  @BeforeEach
  void build() {
    city = new City(agencies, reports);
    nadia =
        new Officer(
            903, "nadia", "Nadia", agencies.nationalAdmin().id().value(), Role.NATIONAL_ADMIN);
  }

  private ResultActions by(Officer officer, MockHttpServletRequestBuilder request)
      throws Exception {
    return web.perform(
        request
            .with(
                authentication(
                    UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of())))
            .with(csrf()));
  }

  private long unread(String from, String words) {
    inbox.take(
        Wire.Kind.SMS, from + words.hashCode(), new Letter(from, "1708", words, Instant.EPOCH));
    reader.readAll();
    return inbox.toLookAt(50).stream()
        .filter(a -> a.letter().text().equals(words))
        .findFirst()
        .orElseThrow()
        .id();
  }

  @Test
  void showsWhatNobodyCouldReadAndNotWhoWroteIt() throws Exception {
    long id = unread("OPERATOR-7", "Pulsa Anda akan habis");
    by(nadia, get("/saluran"))
        .andExpect(content().string(containsString("Pulsa Anda akan habis")))
        .andExpect(content().string(containsString("Pemindai tidak dipasang")))
        .andExpect(content().string(not(containsString("OPERATOR-7"))));
    by(nadia, post("/saluran/" + id + "/biarkan")).andExpect(redirectedUrl("/saluran"));
    by(nadia, get("/saluran"))
        .andExpect(content().string(not(containsString("Pulsa Anda akan habis"))));
    by(city.rani, get("/saluran")).andExpect(status().isNotFound());
  }

  @Test
  void makesAReportOfIt() throws Exception {
    long id = unread("OPERATOR-8", "Jembatan putus, kirim bantuan");
    by(nadia, post("/saluran/" + id + "/laporkan")).andExpect(status().isFound());
    by(nadia, post("/saluran/" + id + "/laporkan")).andExpect(status().isNotFound());
    by(nadia, get("/antrean"))
        .andExpect(content().string(containsString("Jembatan putus, kirim bantuan")));
  }

  @Test
  void putsItOnAReportSomebodyNamesWithAReasonThatStays() throws Exception {
    Report report = city.filed("Jembatan gantung di Selambai lapuk.");
    long id = unread("OPERATOR-9", "Papannya sekarang patah dua");
    String why = "Ditulis dari nomor lain, menyebut jembatan yang sama.";
    by(nadia, post("/saluran/" + id + "/taruh").param("nomor", "7K3M-Q9TX-4").param("alasan", why))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("Tidak ada laporan dengan nomor itu")))
        .andExpect(content().string(containsString("value=\"" + why + "\"")));
    String number = report.reference().toString();
    by(nadia, post("/saluran/" + id + "/taruh").param("nomor", number).param("alasan", "ya"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("alasan-" + id + "-error")));
    by(city.rani, post("/saluran/" + id + "/taruh").param("nomor", number).param("alasan", why))
        .andExpect(status().isNotFound());
    assertThat(reports.history(report.id())).hasSize(1);
    by(nadia, post("/saluran/" + id + "/taruh").param("nomor", number).param("alasan", why))
        .andExpect(redirectedUrl("/saluran"));
    Entry put = reports.history(report.id()).getLast();
    assertThat(put.actor()).isEqualTo(City.actor(nadia));
    assertThat(put.event())
        .isEqualTo(
            new Event.Ascribed(
                agencies.nationalAdmin().id(),
                Channel.SMS,
                "Papannya sekarang patah dua",
                List.of(),
                why));
    assertThat(reports.find(report.id()).orElseThrow().stage()).isEqualTo(report.stage());
    by(nadia, post("/saluran/" + id + "/taruh").param("nomor", number).param("alasan", why))
        .andExpect(status().isNotFound());
    by(nadia, get("/saluran"))
        .andExpect(content().string(not(containsString("Papannya sekarang patah dua"))));
    by(city.rani, get("/antrean").param("nomor", number))
        .andExpect(content().string(not(containsString("OPERATOR-9"))));
  }

  @Test
  void leadsAWordToADesk() throws Exception {
    by(
            nadia,
            post("/saluran/kata")
                .param("kata", "taman kota")
                .param("meja", String.valueOf(city.desk.value())))
        .andExpect(redirectedUrl("/saluran"));
    by(nadia, get("/saluran")).andExpect(content().string(containsString("TAMAN KOTA")));
    by(nadia, post("/saluran/kata").param("kata", "!!").param("meja", "1"))
        .andExpect(status().isUnprocessableContent());
    by(nadia, post("/saluran/kata/hapus").param("kata", "TAMAN KOTA"));
    String page = by(nadia, get("/saluran")).andReturn().getResponse().getContentAsString();
    assertThat(page).doesNotContain("TAMAN KOTA");
  }

  @Test
  void pausesAWireWithAReasonAndSendsATest() throws Exception {
    by(nadia, post("/saluran/jeda/EMAIL").param("alasan", "ya"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("5 sampai 300 huruf")));
    by(nadia, post("/saluran/jeda/EMAIL").param("alasan", "Peladen surel pindah rumah"))
        .andExpect(redirectedUrl("/saluran"));
    by(nadia, get("/saluran"))
        .andExpect(content().string(containsString("oleh Nadia: Peladen surel pindah rumah")));
    by(nadia, post("/saluran/lanjut/EMAIL")).andExpect(redirectedUrl("/saluran"));
    by(nadia, get("/saluran"))
        .andExpect(content().string(not(containsString("Peladen surel pindah rumah"))));
    by(nadia, post("/saluran/uji/SMS").param("tujuan", "12"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("value=\"12\"")));
    by(nadia, post("/saluran/uji/SMS").param("tujuan", "0812 9900 7021"))
        .andExpect(redirectedUrl("/saluran"));
    by(nadia, get("/saluran"))
        .andExpect(content().string(containsString("Pesan uji terakhir: Kabar lewat SMS menunggu")))
        .andExpect(content().string(not(containsString("99007021"))));
  }

  @Test
  void sendsAgainWhatWasGivenUpAndSaysWhatIsDown() throws Exception {
    jdbc.sql(
            """
            INSERT INTO notification_message (wire, recipient, subject, body, state, refused, fires_at, created_at)
            VALUES ('EMAIL', 'siti@contoh.example', 'Kabar', 'Isi', 'GIVEN_UP', true, now(), now())
            """)
        .update();
    lines.hold(Lines.SMTP, UUID.randomUUID(), Duration.ofMinutes(1));
    lines.ill(Lines.SMTP, Lines.Trouble.AWAY);
    by(nadia, get("/saluran"))
        .andExpect(content().string(containsString("Server surel keluar tidak menjawab")))
        .andExpect(content().string(containsString("1 pesan di sini tidak dicoba lagi")));
    jdbc.sql(
            "INSERT INTO channel_alarm (line, cause, since, began_at) VALUES ('SMTP', 'DOWN', now(), now())")
        .update();
    by(nadia, get("/antrean"))
        .andExpect(content().string(containsString("Saluran terganggu: SMTP")));
    by(city.rani, get("/antrean"))
        .andExpect(content().string(not(containsString("Saluran terganggu"))));
    jdbc.sql("DELETE FROM channel_alarm").update();
    by(nadia, post("/saluran/ulang/EMAIL")).andExpect(redirectedUrl("/saluran"));
    lines.well(Lines.SMTP);
    by(nadia, get("/saluran"))
        .andExpect(content().string(containsString("oleh Nadia: 1 pesan")))
        .andExpect(content().string(not(containsString("Server surel keluar tidak menjawab"))))
        .andExpect(content().string(not(containsString("pesan di sini tidak dicoba lagi"))));
  }
}
