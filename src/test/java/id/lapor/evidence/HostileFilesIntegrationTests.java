package id.lapor.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.platform.db.DatabaseTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Files that want to do more than show something. */
@DatabaseTest
class HostileFilesIntegrationTests {

  private static final String SCRIPT = "<script>alert(document.cookie)</script>";

  @Autowired EvidenceBox box;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>1</script></svg>",
        "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
        "<html><body>" + SCRIPT + "</body></html>",
        "MZ\u0090\u0000 this program cannot be run",
        "#!/bin/sh\nrm -rf /",
        "GIF89a not taken in either",
        "%!PS-Adobe-3.0\n(%pipe%id) (w) file",
        "push graphic-context\nviewbox 0 0 640 480\nimage over 0,0 0,0 '|id'"
      })
  void takesInNothingButPhotosAndDocuments(String content) {
    assertThat(taking(content.getBytes(StandardCharsets.ISO_8859_1), "foto.jpg"))
        .isInstanceOf(Taking.Refused.class);
  }

  @Test
  void showsNothingOfWhatHidesBehindAPhoto() throws Exception {
    for (String format : new String[] {"jpeg", "png"}) {
      byte[] polyglot =
          joined(HostileFile.picture(format), HostileFile.zip("index.html", SCRIPT), SCRIPT);
      Evidence taken = taken(polyglot, "foto." + format);
      for (Rendition shape : new Rendition[] {Rendition.CLEAN, Rendition.THUMB}) {
        String shown = read(taken, shape);
        assertThat(shown).doesNotContain("script", "index.html", "PK\u0003\u0004");
      }
    }
  }

  /** Whatever it is written into. */
  @ParameterizedTest
  @EnumSource(names = {"GPS_PHOTO", "GPS_PNG", "GPS_WEBP"})
  void tellsNowhereWhereAPhotoWasTaken(HostileFile photo) throws Exception {
    Evidence taken = taken(photo.content(), photo.sentAs());
    assertThat(HostileFile.position(box.file(taken.id(), Rendition.ORIGINAL).orElseThrow()))
        .as("it was there")
        .isTrue();
    HostileFile.harmless(taken, box);
  }

  @Test
  void takesNoPageThatDressesAsAPhoto() {
    byte[] dressed = HostileFile.text("<!--\u00ff\u00d8\u00ff\u00e0");
    assertThat(taking(HostileFile.joined(dressed, HostileFile.text(SCRIPT)), "foto.jpg"))
        .isInstanceOf(Taking.Refused.class);
    byte[] gifar =
        HostileFile.joined(
            "GIF89a".getBytes(StandardCharsets.US_ASCII), HostileFile.zip("a.class", "x"));
    assertThat(taking(gifar, "foto.gif")).isInstanceOf(Taking.Refused.class);
  }

  @Test
  void unfoldsNoBombs() throws Exception {
    assertThat(taking(HostileFile.zip("0.txt", "0".repeat(5_000_000)), "foto.jpg"))
        .isInstanceOf(Taking.Refused.class);
    byte[] cut = HostileFile.picture("jpeg");
    assertThat(taking(java.util.Arrays.copyOf(cut, cut.length / 3), "foto.jpg")).isNotNull();
    assertThat(taking(new byte[0], "foto.jpg")).isEqualTo(new Taking.Refused(Unfit.EMPTY));
  }

  @Test
  void leavesADocumentNothingToActWith() throws Exception {
    Evidence taken = taken(HostilePdf.armed(), "surat.pdf");
    assertThat(read(taken, Rendition.CLEAN)).startsWith("%PDF");
    assertThat(HostilePdf.harm(box.file(taken.id(), Rendition.CLEAN).orElseThrow())).isEmpty();
    assertThat(HostilePdf.harm(box.file(taken.id(), Rendition.ORIGINAL).orElseThrow()))
        .contains("/JavaScript", "/AF", "/PieceInfo", "Exif\u0000", "Pelapor Kenari");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "../../../etc/passwd | passwd.jpg",
        "C:\\Windows\\system32\\cmd.exe | cmd.exe.jpg",
        "foto.jpg | foto.jpg",
        "FOTO.JPG | FOTO.jpg",
        "foto.php | foto.php.jpg",
        "foto.jpg.html | foto.jpg.html.jpg",
        ".htaccess | htaccess.jpg",
        "... | bukti.jpg",
        "a\"b<c>d.jpg | abcd.jpg",
        "'' | bukti.jpg"
      })
  void showsNamesThatAreOnlyNames(String sent, String shown) throws Exception {
    assertThat(taken(HostileFile.picture("jpeg"), sent).name()).isEqualTo(shown);
  }

  @Test
  void showsNamesInTheDirectionTheyAreWritten() throws Exception {
    String turned = "foto\u202Egpj.exe\u200B\u0000\r\nSet-Cookie: a";
    assertThat(taken(HostileFile.picture("jpeg"), turned).name())
        .isEqualTo("fotogpj.exeSet-Cookie a.jpg");
    String faces = "\uD83D\uDE00".repeat(90);
    String cut = taken(HostileFile.picture("jpeg"), faces).name();
    assertThat(cut.length()).isLessThanOrEqualTo(100);
    assertThat(cut).matches("(\uD83D\uDE00)+\\.jpg");
  }

  private Taking taking(byte[] content, String name) {
    return box.take(new ByteArrayInputStream(content), name);
  }

  private Evidence taken(byte[] content, String name) {
    Taking taking = taking(content, name);
    assertThat(taking).isInstanceOf(Taking.Taken.class);
    return ((Taking.Taken) taking).evidence();
  }

  private String read(Evidence evidence, Rendition shape) throws IOException {
    return new String(
        Files.readAllBytes(box.file(evidence.id(), shape).orElseThrow()),
        StandardCharsets.ISO_8859_1);
  }

  private static byte[] joined(byte[] first, byte[] second, String third) {
    return HostileFile.joined(first, second, HostileFile.text(third));
  }
}
