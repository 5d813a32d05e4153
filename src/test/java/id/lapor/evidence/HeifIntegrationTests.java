package id.lapor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.drew.imaging.ImageMetadataReader;
import id.lapor.platform.Settings;
import id.lapor.platform.db.DatabaseTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.TestPropertySource;

/** HEIC photos where Debian's libheif-examples is installed; SKIPPED where it is not. */
@DatabaseTest
@TestPropertySource(properties = "lapor.evidence.heif=/usr/bin/heif-convert")
class HeifIntegrationTests {

  @Autowired EvidenceBox box;
  @Autowired Heif heif;
  @Autowired Settings settings;
  @TempDir Path folder;

  private byte[] photo;

  @BeforeEach
  void photo() throws IOException {
    assumeThat(heif.able()).as("heif-convert is not installed").isTrue();
    photo = new ClassPathResource("evidence/posisi.heic").getContentAsByteArray();
  }

  private Taking taking(byte[] content) {
    return box.take(new ByteArrayInputStream(content), "IMG_0042.HEIC");
  }

  @Test
  void showsThePhotoWithoutWhereItWasTaken() throws Exception {
    Taking taking = taking(photo);
    assertThat(taking).isInstanceOf(Taking.Taken.class);
    Evidence evidence = ((Taking.Taken) taking).evidence();
    assertThat(evidence.kind()).isEqualTo(FileKind.HEIC);
    assertThat(evidence.name()).isEqualTo("IMG_0042.heic");
    Path clean = box.file(evidence.id(), Rendition.CLEAN).orElseThrow();
    BufferedImage image = ImageIO.read(clean.toFile());
    assertThat(image.getWidth()).isEqualTo(96);
    assertThat(image.getHeight()).isEqualTo(64);
    assertThat(ImageMetadataReader.readMetadata(clean.toFile()).getDirectories())
        .noneMatch(d -> d.getName().startsWith("Exif") || d.getName().startsWith("GPS"));
    HostileFile.harmless(evidence, box);
    assertThat(box.file(evidence.id(), Rendition.ORIGINAL).orElseThrow()).hasBinaryContent(photo);
  }

  @Test
  void refusesWhatOnlyBeginsLikeOneAndLeavesNothingBehind() throws Exception {
    assertThat(taking(Arrays.copyOf(photo, photo.length / 2)))
        .isEqualTo(new Taking.Refused(Unfit.DAMAGED));
    try (Stream<Path> left = Files.list(settings.data().resolve("evidence").resolve("taking"))) {
      assertThat(left).isEmpty();
    }
  }

  /** What a program does that a file has taken over: it goes on, or it writes something else. */
  @Test
  void waitsForNoProgramAndBelievesNone() throws Exception {
    Path file = Files.write(folder.resolve("foto.heic"), photo);
    assertThatThrownBy(() -> with("exec tail -f /dev/null").read(file))
        .isInstanceOf(Unusable.class);
    assertThatThrownBy(() -> with("echo '<script>' > \"$4\"").read(file))
        .isInstanceOf(Unusable.class);
    assertThatThrownBy(() -> with("exit 0").read(file)).isInstanceOf(Unusable.class);
  }

  private Heif with(String script) throws IOException {
    Path program = Files.writeString(folder.resolve("program"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return new Heif(program.toString(), Duration.ofSeconds(1));
  }
}
