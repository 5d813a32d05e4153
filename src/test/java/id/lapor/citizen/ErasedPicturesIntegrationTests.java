package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.evidence.Evidence;
import id.lapor.evidence.EvidenceBox;
import id.lapor.evidence.Rendition;
import id.lapor.evidence.Taking;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Actor;
import id.lapor.report.Channel;
import id.lapor.report.Command;
import id.lapor.report.Outcome;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Untouched originals of photos go with the person who took them, whichever way they came. */
@ApplicationTest
class ErasedPicturesIntegrationTests {

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired EvidenceBox box;
  @Autowired Erasure erasure;

  private Evidence photo() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(30, 30, BufferedImage.TYPE_INT_RGB), "jpg", bytes);
    return ((Taking.Taken) box.take(new ByteArrayInputStream(bytes.toByteArray()), "rumah.jpg"))
        .evidence();
  }

  /** Also of a message that an officer put on the report; the clean copy stays. */
  @Test
  void letGoOfWhatAnOfficerPutOnTheReport() throws IOException {
    Report report = new City(agencies, reports).filed("Lampu jalan mati sejak minggu lalu.");
    Evidence photo = photo();
    Command ascribe =
        new Command.Ascribe(
            Channel.EMAIL, "Ini fotonya.", List.of(photo.id()), "Menyebut lampu yang sama.");
    Actor nadia =
        new Actor.Officer(903, "Nadia", agencies.nationalAdmin().id(), Role.NATIONAL_ADMIN);
    assertThat(reports.command(report.id(), ascribe, nadia)).isInstanceOf(Outcome.Done.class);
    assertThat(box.file(photo, Rendition.ORIGINAL)).isPresent();
    erasure.erase(reports.find(report.id()).orElseThrow());
    assertThat(box.file(photo, Rendition.ORIGINAL)).isEmpty();
    assertThat(box.file(photo, Rendition.CLEAN)).isPresent();
  }
}
