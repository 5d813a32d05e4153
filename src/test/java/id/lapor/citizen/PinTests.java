package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.1337, 117.4989",
        "0.1337,117.4989",
        "  0.1337 117.4989  ",
        "0.1337/117.4989",
        "0,1337; 117,4989",
        "0,1337 117,4989",
        "geo:0.1337,117.4989",
        "geo:0.1337,117.4989?z=17",
        "Lokasi saya: 0.1337, 117.4989 dekat pasar",
        "https://maps.google.com/?q=0.1337,117.4989",
        "https://maps.google.com/?q=0.1337%2C117.4989",
        "https://www.google.com/maps/@0.1337,117.4989,17z",
        "https://www.google.com/maps/place/0.1337,117.4989",
        "https://www.google.com/maps/search/0.1337,+117.4989?entry=tts",
        "https://www.google.com/maps/place/Pasar/@0.2,117.6,17z/data=!3m1!8m2!3d0.1337!4d117.4989",
        "https://www.openstreetmap.org/?mlat=0.1337&mlon=117.4989#map=17/0.2/117.6",
        "https://www.openstreetmap.org/#map=17/0.1337/117.4989",
        "https://maps.apple.com/?ll=0.1337,117.4989&q=Titik",
      })
  void readsAPointAsPeoplePassItOn(String typed) {
    assertThat(Pin.parse(typed)).contains(new Pin(0.1337, 117.4989));
  }

  @ParameterizedTest
  @CsvSource({"'-6.1754,106.8272',-6.1754,106.8272", "'-0.5, -117.25',-0.5,-117.25"})
  void readsSouthAndWest(String typed, double latitude, double longitude) {
    assertThat(Pin.parse(typed)).contains(new Pin(latitude, longitude));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pasar",
        "12, 7",
        "117.4989, 0.1337", // the wrong way round: no such latitude
        "91.5, 10.5",
        "0.5, 181.5",
        "0.1337",
        "https://maps.app.goo.gl/AbCdEf123",
        "https://example.org/2026/11/24",
        "Rp 1.500, Rp 2.500",
        "..., ...",
        "999999999999999999999.5,1.5",
      })
  void readsNoPointWhereThereIsNone(String typed) {
    assertThat(Pin.parse(typed)).isEmpty();
  }

  /** It is looked for in every way, and that takes longer than a text is long. */
  @Test
  void looksForNoneInABook() {
    assertThat(Pin.parse("mlat=1".repeat(400) + "; 0.1337, 117.4989")).isEmpty();
  }
}
