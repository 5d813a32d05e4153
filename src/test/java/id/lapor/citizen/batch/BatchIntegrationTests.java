package id.lapor.citizen.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.people.Look;
import id.lapor.people.Reporters;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.table.Table;
import id.lapor.platform.table.TableFile;
import id.lapor.report.Channel;
import id.lapor.report.Kind;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Visibility;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** A file of reports is looked through and filed row by row, nothing lost and nothing twice. */
@ApplicationTest
class BatchIntegrationTests {

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Batches batches;
  @Autowired BatchRunner runner;
  @Autowired JdbcClient jdbc;

  private City city;
  private BatchDesk desk;

  @BeforeEach
  void build() {
    city = new City(agencies, reports);
    desk = new BatchDesk(web, batches, runner, reports, city.rani);
  }

  @Test
  void tellsOfEachRowWhatIsWrong() throws Exception {
    String drain = BatchDesk.unique("Selokan di depan rumah tersumbat sejak Senin");
    String address =
        desk.sent(
            BatchDesk.HEAD
                + BatchDesk.row(drain, ";;;;;")
                + BatchDesk.row("Pendek", ";;;;;")
                + BatchDesk.row(
                    BatchDesk.unique("Ada pungutan di loket itu"), ";;pengawasan;agak rahasia;;")
                + BatchDesk.row(BatchDesk.unique("Pohon tumbang menutup jalan"), ";12;;;telepon;ya")
                + BatchDesk.row(drain, ";;;;;")
                + BatchDesk.unique("Jalan berlubang di depan pasar itu")
                + ";Sukamaju;;;;;;\n");
    String page = desk.by(city.rani, get(address)).andReturn().getResponse().getContentAsString();
    assertThat(page)
        .contains("6 baris: 0 sudah tercatat, 1 siap dicatat, 5 perlu diperbaiki.")
        .contains("agak rahasia", "Sama dengan baris 2.", "Beberapa tempat bernama begitu")
        .contains("20 huruf", "Baris 5");
    assertThat(desk.file(address, "9")).hasSize(1);
  }

  @Test
  void filesAsTheDeskWould() throws Exception {
    String drain = BatchDesk.unique("Selokan di depan rumah tersumbat sejak Senin");
    String more = BatchDesk.unique("Mohon ditambah lampu di gang sempit itu");
    String address =
        desk.sent(
            BatchDesk.HEAD
                + BatchDesk.row(drain, "Siti Melati;81299007010;pengaduan;;telepon;ya")
                + more
                + ";Api-Api;;;aspirasi;terbuka;surat;\n");
    List<Report> filed = desk.file(address, "9");
    Report first = filed.getFirst();
    assertThat(first.matter().channel()).isEqualTo(Channel.PHONE);
    assertThat(first.matter().text()).isEqualTo(drain);
    assertThat(first.matter().place().region()).isEqualTo("64.74.01.1002");
    assertThat(first.matter().visibility()).isEqualTo(Visibility.ANONYMOUS);
    assertThat(first.course().desk()).isEqualTo(city.desk);
    assertThat(
            reporters.look(
                Objects.requireNonNull(first.matter().reporter()),
                Look.of(Look.Purpose.MESSAGE, "test")))
        .hasValueSatisfying(c -> assertThat(c.phone()).isEqualTo("+6281299007010"));
    assertThat(reports.history(first.id()).getFirst().actor()).isEqualTo(City.actor(city.rani));
    Report second = filed.getLast();
    assertThat(second.matter().place().region()).isEqualTo("64.74.01.1006");
    assertThat(second.matter().kind()).isEqualTo(Kind.ASPIRATION);
    assertThat(second.matter().visibility()).isEqualTo(Visibility.OPEN);
    assertThat(second.matter().channel()).isEqualTo(Channel.LETTER);
  }

  @Test
  void filesEachRowOnceHoweverOftenItIsAskedFor() throws Exception {
    String twin = BatchDesk.unique("Air keran mati sejak kemarin pagi di sini");
    String address =
        desk.sent(
            BatchDesk.HEAD
                + BatchDesk.row(twin, ";;;;;")
                + BatchDesk.row(twin, ";;;;;")
                + BatchDesk.row(BatchDesk.unique("Sampah menumpuk di ujung jalan itu"), ";;;;;"));
    assertThat(desk.file(address, "1")).hasSize(1);
    assertThat(desk.file(address, "9")).hasSize(2);
    assertThat(desk.file(address, "9")).hasSize(2);
    desk.by(city.rani, get(address))
        .andExpect(content().string(containsString("Sama dengan baris 2.")));
  }

  /** Only who wrote a letter need not be asked, and a telephone is no letter. */
  @Test
  void asksHowTheyCameWhereARowHasATelephoneAndDoesNotSayIt() throws Exception {
    String address =
        desk.sent(
            BatchDesk.HEAD
                + BatchDesk.row(
                    BatchDesk.unique("Lampu taman padam sejak dua malam"), ";081299007021;;;;")
                + BatchDesk.row(BatchDesk.unique("Bangku taman patah satu kakinya"), "Siti;;;;;"));
    desk.by(city.rani, get(address))
        .andExpect(content().string(containsString("1 siap dicatat, 1 perlu diperbaiki")))
        .andExpect(content().string(containsString("1 baris berisi nomor")));
    desk.by(city.rani, post(address + "/kolom").params(columns("PHONE")))
        .andExpect(status().is3xxRedirection());
    desk.by(city.rani, get(address))
        .andExpect(content().string(containsString("belum mendengar pernyataan")));
    desk.by(city.rani, post(address + "/kolom").params(columns("LETTER")));
    assertThat(desk.file(address, "9"))
        .extracting(r -> r.matter().channel())
        .containsExactly(Channel.LETTER, Channel.LETTER);
  }

  /** As the columns of {@link BatchDesk#HEAD} are. */
  private static MultiValueMap<String, String> columns(String way) {
    MultiValueMap<String, String> typed = new LinkedMultiValueMap<>();
    List.of("TEXT", "PLACE", "NAME", "PHONE", "KIND", "CIRCLE", "WAY", "AGREED")
        .forEach(c -> typed.add(c, String.valueOf(typed.size())));
    typed.add("cara", way);
    return typed;
  }

  @Test
  void saysWhichRowsGoToTheNationalAdminAsNoGovernmentHasTheirPlace() throws Exception {
    String address =
        desk.sent(
            BatchDesk.HEAD
                + BatchDesk.unique("Dermaga lama itu retak di tiang ketiga")
                + ";18.71.12.1008;;;;;surat;\n");
    desk.by(city.rani, get(address))
        .andExpect(content().string(containsString("1 baris menyangkut tempat")));
    assertThat(desk.file(address, "1").getFirst().course().desk())
        .isEqualTo(agencies.nationalAdmin().id());
  }

  @Test
  void readsColumnsAsTheOfficerSays() throws Exception {
    String text = BatchDesk.unique("Trotoar rusak berat di depan puskesmas");
    String address = desk.sent("Kolom A,Kolom B\n64.74.01.1002," + text + "\n");
    desk.by(city.rani, get(address)).andExpect(content().string(containsString("0 siap dicatat")));
    desk.by(
            city.rani,
            post(address + "/kolom")
                .param("TEXT", "1")
                .param("PLACE", "0")
                .param("NAME", "77")
                .param("cara", "DESK")
                .param("setuju", "true"))
        .andExpect(status().is3xxRedirection());
    Report report = desk.file(address, "1").getFirst();
    assertThat(report.matter().text()).isEqualTo(text);
    assertThat(report.matter().channel()).isEqualTo(Channel.DESK);
    desk.by(city.rani, post(address + "/kolom").param("TEXT", "0"));
    assertThat(desk.batch(address).choices().at()).containsEntry(Column.TEXT, 1);
  }

  @Test
  void givesTheWrongRowsBackToBeMended() throws Exception {
    Table book =
        new Table(
            List.of("uraian", "wilayah", "nomor agenda"),
            List.of(
                new Table.Row(2, List.of("Pendek", "64.74.01.1002", "A-17")),
                new Table.Row(
                    3,
                    List.of(
                        BatchDesk.unique("Jembatan kayu itu lapuk dan goyah"),
                        "64.74.01.1002",
                        "A-18"))));
    String address = desk.sent("agenda.xlsx", TableFile.XLSX.write(book));
    desk.file(address, "9");
    byte[] wrong =
        desk.by(city.rani, get(address + "/salah"))
            .andReturn()
            .getResponse()
            .getContentAsByteArray();
    Table mended = TableFile.read(wrong);
    assertThat(mended.columns())
        .containsExactly("uraian", "wilayah", "nomor agenda", "yang perlu diperbaiki");
    assertThat(mended.rows()).hasSize(1);
    assertThat(mended.rows().getFirst().cells()).startsWith("Pendek", "64.74.01.1002", "A-17");
    assertThat(mended.rows().getFirst().cells().getLast()).contains("20 huruf");
    byte[] numbers =
        desk.by(city.rani, get(address + "/nomor"))
            .andReturn()
            .getResponse()
            .getContentAsByteArray();
    assertThat(TableFile.read(numbers).rows().getFirst().cells())
        .startsWith("3", desk.filed(address).getFirst().reference().toString());
  }

  @Test
  void saysWhenTheSameFileWasFiledBefore() throws Exception {
    String csv =
        BatchDesk.HEAD
            + BatchDesk.row(BatchDesk.unique("Rumput taman kota tinggi sekali kini"), ";;;;;");
    String first = desk.sent(csv);
    String unfiled = desk.sent(csv);
    desk.by(city.rani, get(unfiled))
        .andExpect(content().string(not(containsString("sudah dicatat"))));
    desk.file(first, "1");
    desk.by(city.rani, get(desk.sent(csv)))
        .andExpect(content().string(containsString("sudah dicatat")));
  }

  @Test
  void refusesWhatIsNoTableInASentence() throws Exception {
    MockMultipartFile picture =
        new MockMultipartFile("berkas", "x.xlsx", "x", new byte[] {'P', 'K', 3, 4, 0});
    desk.by(city.rani, multipart("/terima/berkas").file(picture))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("tidak dapat dibaca sebagai lembar Excel")));
    desk.by(city.rani, multipart("/terima/berkas")).andExpect(status().isUnprocessableContent());
    MockMultipartFile bare =
        new MockMultipartFile("berkas", "x.csv", "x", "uraian;wilayah\n".getBytes(UTF_8));
    desk.by(city.rani, multipart("/terima/berkas").file(bare))
        .andExpect(status().isUnprocessableContent());
  }

  @Test
  void offersAnEmptySheetItUnderstands() throws Exception {
    for (TableFile form : TableFile.values()) {
      byte[] sheet =
          desk.by(city.rani, get("/terima/berkas/" + form.named("contoh")))
              .andExpect(status().isOk())
              .andReturn()
              .getResponse()
              .getContentAsByteArray();
      assertThat(Column.guess(TableFile.read(sheet).columns())).containsOnlyKeys(Column.values());
    }
  }
}
