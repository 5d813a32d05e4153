package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import id.lapor.evidence.EvidenceBox;
import id.lapor.evidence.EvidenceId;
import id.lapor.evidence.Taking;
import id.lapor.platform.db.ApplicationTest;
import jakarta.servlet.http.Cookie;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** What somebody has chosen for a report they have not sent yet. */
@ApplicationTest
class DraftFilesIntegrationTests {

  @Autowired MockMvc web;
  @Autowired Drafts drafts;
  @Autowired EvidenceBox box;

  private EvidenceId photo() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(30, 30, BufferedImage.TYPE_INT_RGB), "jpg", bytes);
    return ((Taking.Taken) box.take(new ByteArrayInputStream(bytes.toByteArray()), "lampu.jpg"))
        .evidence()
        .id();
  }

  private int seen(String address, String token) throws Exception {
    return web.perform(get(address).cookie(new Cookie("draf", token)))
        .andReturn()
        .getResponse()
        .getStatus();
  }

  @Test
  void areShownToWhoeverWritesIt() throws Exception {
    EvidenceId photo = photo();
    String own = drafts.newToken();
    drafts.save(own, Draft.EMPTY.told("Jembatan kayu di RT 4 patah.", List.of(photo)));
    String strange = drafts.newToken();
    drafts.save(strange, Draft.EMPTY.told("Jembatan kayu di RT 4 patah.", List.of()));
    for (String size : List.of("", "/kecil")) {
      String address = "/lapor/berkas/" + photo.value() + size;
      assertThat(seen(address, own)).isEqualTo(200);
      assertThat(seen(address, strange)).isEqualTo(404);
    }
  }
}
