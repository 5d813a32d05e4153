package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import id.lapor.platform.Settings;
import id.lapor.platform.net.OutgoingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is taken from an issuer before anybody comes by it. */
class OidcIssuerTests {

  private static final Settings SETTINGS =
      new Settings(
          Path.of("data"),
          "https://lapor.example",
          null,
          new Settings.Database("", "", "", 1, null));

  private static OidcIssuer issuer(String address) {
    PeopleSettings.Oidc oidc =
        new PeopleSettings.Oidc(
            address, LocalIssuer.CLIENT, LocalIssuer.SECRET, "OpenID", List.of(), null);
    return new OidcIssuer(
        new PeopleSettings(null, true, null, List.of(), 5_000, oidc),
        SETTINGS,
        OutgoingSettings.OPEN);
  }

  @Test
  void usesNoDocumentThatNamesAnotherIssuer() throws IOException, JOSEException {
    try (LocalIssuer there = new LocalIssuer();
        OidcIssuer same = issuer(there.address());
        OidcIssuer other = issuer(there.address().replace("localhost", "127.0.0.1"))) {
      assertThat(same.registration().getProviderDetails().getTokenUri())
          .isEqualTo(there.address() + "/token");
      assertThatThrownBy(other::registration)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is not the document of http://127.0.0.1");
    }
  }

  @Test
  void saysWhenNobodyAnswers() throws IOException, JOSEException {
    LocalIssuer gone = new LocalIssuer();
    gone.close();
    try (OidcIssuer issuer = issuer(gone.address())) {
      assertThatThrownBy(issuer::registration)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("No answer from http://localhost");
    }
  }
}
