package id.lapor.channel.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

/** Against signatures others computed: OAuth Core 1.0 appendix A and X's own description. */
class SignatureTests {

  @Test
  void signsAsTheStandardShows() {
    Signature signature =
        new Signature(
            "dpf43f3p2l4k3l03", "kd94hf93k423kf44", "nnch734d00sl2jdk", "pfkkdhi9sl3r4s00");
    String header =
        signature.header(
            "GET",
            URI.create("http://photos.example.net/photos?file=vacation.jpg&size=original"),
            "kllo9940pd9333jh",
            1191242096);
    assertThat(header)
        .startsWith("OAuth oauth_consumer_key=\"dpf43f3p2l4k3l03\", ")
        .contains("oauth_signature=\"tR3%2BTy81lMeYAr%2FFid0kMTYa%2FWM%3D\"");
  }

  @Test
  void signsAsXShows() {
    Signature signature =
        new Signature(
            "xvz1evFS4wEEPTGEFPHBog",
            "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
            "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
            "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE");
    String header =
        signature.header(
            "post",
            URI.create(
                "https://API.twitter.com:443/1.1/statuses/update.json?include_entities=true&status=Hello%20Ladies%20%2B%20Gentlemen%2C%20a%20signed%20OAuth%20request%21"),
            "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg",
            1318622958);
    assertThat(header).contains("oauth_signature=\"hCtSmYh%2BiHYCEqBWrE7C7hYmtUk%3D\"");
  }

  @Test
  void encodesAsTheStandardSays() {
    assertThat(Signature.encoded("a*b~c d+é&=")).isEqualTo("a%2Ab~c%20d%2B%C3%A9%26%3D");
  }
}
