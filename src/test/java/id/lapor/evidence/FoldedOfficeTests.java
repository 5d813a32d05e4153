package id.lapor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import id.lapor.platform.table.HostileZip;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Documents of office programs that say they are folded by Zstandard, for which there is no reader
 * here.
 */
class FoldedOfficeTests {

  @TempDir Path folder;

  @Test
  void areRefused() throws Exception {
    Path sent =
        Files.write(folder.resolve("sent"), HostileZip.foldedBy(93, OfficeFile.docx().bytes()));
    assertThat(catchThrowableOfType(Unusable.class, () -> Office.kind(sent)).why())
        .isEqualTo(Unfit.DAMAGED);
    assertThat(
            catchThrowableOfType(Unusable.class, () -> Office.clean(sent, folder.resolve("clean")))
                .why())
        .isEqualTo(Unfit.DAMAGED);
  }
}
