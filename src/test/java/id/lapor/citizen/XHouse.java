package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import id.lapor.channel.Lines;
import id.lapor.channel.Wire;
import id.lapor.channel.x.XRound;
import id.lapor.channel.x.XServer;
import id.lapor.people.ReporterId;
import id.lapor.report.Channel;
import id.lapor.report.Event;
import id.lapor.report.Report;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;

/** The house with an account on a local X. */
@Import(XRound.class)
abstract class XHouse extends MessageContract {

  @Autowired MockMvc web;
  @Autowired XRound round;
  @Autowired Lines lines;

  /** Of each class its own, as is the database. */
  protected abstract XServer x();

  @BeforeEach
  void begin() {
    x().at(clock);
    x().be(XServer.Mood.WELL);
    round.run(); // from now on
  }

  @AfterEach
  void fitsItsDescription() {
    assertThat(x().complaints()).isEmpty();
  }

  @Override
  protected Wire.Kind wire() {
    return Wire.Kind.X;
  }

  @Override
  protected Channel channel() {
    return Channel.X;
  }

  @Override
  protected Writer peer() {
    return writer();
  }

  XWriter writer() {
    return new XWriter(x(), round::run, this::bring, this::fetched, reporters);
  }

  long fetched() {
    return jdbc.sql("SELECT coalesce(max(since_id), 0) FROM channel_x_source")
        .query(Long.class)
        .single();
  }

  int brought(byte[] body, String signature) {
    try {
      return web.perform(
              post("/sambungan/x")
                  .header("x-twitter-webhooks-signature", signature)
                  .contentType("application/json")
                  .content(body))
          .andReturn()
          .getResponse()
          .getStatus();
    } catch (Exception e) {
      return 500; // no answer
    }
  }

  boolean bring(byte[] body) {
    return brought(body, XServer.signature(body)) == 200;
  }

  static byte[] photo() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "jpeg", out);
    return out.toByteArray();
  }

  Event last(Report report) {
    return reports.history(report.id()).getLast().event();
  }

  Report answered(XWriter writer) throws Exception {
    Report report = filed(writer, "BONTANG lampu jalan mati di depan balai " + writer.account);
    city.answer(report);
    clock.advance(Duration.ofHours(12));
    pass(writer);
    return report;
  }

  int looks(Report report) {
    return reporters.looks(author(report)).size();
  }

  static ReporterId author(Report report) {
    return Objects.requireNonNull(report.matter().reporter());
  }
}
