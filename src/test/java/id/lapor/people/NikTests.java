package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NikTests {

  @ParameterizedTest
  @CsvSource({
    "6474011708900001, 6474011708900001, a man born on 17 August",
    "6474015708900001, 6474015708900001, a woman born on that day",
    "64.74.01.170890.0001, 6474011708900001, with dots",
    "6474 0117 0890 0001, 6474011708900001, in fours",
    "6474017102040001, '', no 31 February",
    "6474012902000001, 6474012902000001, 29 February 2000",
    "6474012902040001, 6474012902040001, 29 February 2004",
    "6474012902010001, '', no 29 February in 1901 or 2001",
    "6474016902040001, 6474016902040001, a woman of 29 February 2004",
    "6474010008900001, '', day 0",
    "6474014008900001, '', day 40",
    "6474017208900001, '', day 72",
    "6474013208900001, '', day 32",
    "6474011700900001, '', month 0",
    "6474011713900001, '', month 13",
    "6474011708900000, '', the count begins at 1",
    "0474011708900001, '', no province",
    "9999991708900001, '', no province there ever was",
    "2274011708900001, '', a number between two provinces",
    "5401011708900001, 5401011708900001, Timor Timur was one",
    "9601011708900001, 9601011708900001, the newest",
    "6499991708900001, 6499991708900001, a district that is no longer there",
    "647401170890001, '', fifteen",
    "64740117089000011, '', seventeen",
    "647401170890000A, '', a letter",
  })
  void knowsItsShape(String typed, String digits, String why) {
    assertThat(Nik.parse(typed).map(Nik::digits).orElse("")).as(why).isEqualTo(digits);
  }

  @Test
  void isNeverToldWhole() {
    Nik nik = Nik.parse("6474011708900001").orElseThrow();
    assertThat(nik.toString()).isEqualTo("••••••••••••0001");
    assertThat(new Contact(null, null, null, nik.digits()).toString()).doesNotContain("17089");
  }
}
