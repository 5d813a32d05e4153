package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NikTests {

  @ParameterizedTest
  @CsvSource({
    "6474011708900001, 64.74.01, a man born on 17 August",
    "6474015708900001, 64.74.01, a woman born on that day",
    "64.74.01.170890.0001, 64.74.01, with dots",
    "6474 0117 0890 0001, 64.74.01, in fours",
    "6474017102040001, '', no 31 February",
    "6474012902000001, 64.74.01, 29 February 2000",
    "6474012902040001, 64.74.01, 29 February 2004",
    "6474012902010001, '', no 29 February in 1901 or 2001",
    "6474016902040001, 64.74.01, a woman of 29 February 2004",
    "6474010008900001, '', day 0",
    "6474014008900001, '', day 40",
    "6474017208900001, '', day 72",
    "6474013208900001, '', day 32",
    "6474011700900001, '', month 0",
    "6474011713900001, '', month 13",
    "6474011708900000, '', the count begins at 1",
    "0474011708900001, '', no province",
    "647401170890001, '', fifteen",
    "64740117089000011, '', seventeen",
    "647401170890000A, '', a letter",
  })
  void knowsItsShape(String typed, String region, String why) {
    assertThat(Nik.parse(typed).map(Nik::region).orElse("")).as(why).isEqualTo(region);
  }

  @Test
  void isNeverToldWhole() {
    Nik nik = Nik.parse("6474011708900001").orElseThrow();
    assertThat(nik.toString()).isEqualTo("••••••••••••0001");
    assertThat(new Contact(null, null, null, nik.digits()).toString()).doesNotContain("17089");
  }
}
