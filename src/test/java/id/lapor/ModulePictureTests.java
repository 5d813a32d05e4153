package id.lapor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** docs/architecture/modules.md is drawn from the code, so it cannot be out of date. */
class ModulePictureTests {

  private static final Path FILE = Path.of("docs", "architecture", "modules.md");

  private static final ModulePicture PICTURE =
      ModulePicture.of(ApplicationModules.of(LaporApplication.class));

  @Test
  void isTheOneInTheDocs() throws IOException {
    String drawn = PICTURE.markdown();
    if (System.getProperty("renew") != null) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, drawn);
    }
    assertThat(FILE)
        .as("Draw it again with: mvn test -Dtest=ModulePictureTests -Drenew")
        .exists()
        .content()
        .isEqualTo(drawn);
  }

  @Test
  void hasArrowsOnlyToFloorsBelow() {
    assertThat(PICTURE.arrows()).isNotEmpty();
    assertThat(PICTURE.arrows())
        .allSatisfy(a ->
            assertThat(a.to().floor())
                .as("%s uses %s", a.from().name(), a.to().name())
                .isLessThan(a.from().floor()));
  }
}
