package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "081234567890",
        "0812 3456 7890",
        "0812-3456-7890",
        "0812.3456.7890",
        "(0812) 3456 7890",
        "6281234567890",
        "62 812 3456 7890",
        "+6281234567890",
        "+62 812-3456-7890",
        "+62 (0)812 3456 7890",
        "+62 0812 3456 7890",
        "0062 812 3456 7890",
      })
  void givesEveryWritingOfANumberTheSameForm(String typed) {
    assertThat(Contact.phone(typed)).isEqualTo("+6281234567890");
  }

  @ParameterizedTest
  @CsvSource({
    "+60 12-345 6789,+60123456789",
    "0548 21234,+6254821234",
    "+1 212 555 0123,+12125550123"
  })
  void takesNumbersFromAbroadAndOfHouses(String typed, String expected) {
    assertThat(Contact.phone(typed)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "+6281234567890,62",
    "+60123456789,60",
    "+12125550123,1",
    "+79161234567,7",
    "+27821234567,27",
    "+4479111234567,44",
    "+966512345678,966",
    "+88213000000,882",
    "+670771234567,670",
    "+380501234567,380"
  })
  void knowsTheCountryOfANumber(String phone, String country) {
    assertThat(Contact.country(phone)).isEqualTo(country);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "112",
        "1708",
        "81234567890",
        "0812",
        "08123456789012345",
        "0812345abcd",
        "+",
        "+62",
        "0012345678",
        "+0812345678"
      })
  void takesNothingElseForANumber(String typed) {
    assertThat(Contact.phone(typed)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "budi@contoh.id,budi@contoh.id",
    "' budi@contoh.id ',budi@contoh.id",
    "b+lapor@mail.contoh.co.id,b+lapor@mail.contoh.co.id",
  })
  void takesMailAddresses(String typed, String expected) {
    assertThat(Contact.email(typed)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "budi",
        "budi@",
        "@contoh.id",
        "budi@contoh",
        "budi@@contoh.id",
        "bu di@contoh.id",
        "budi@contoh..id",
        "budi@.id",
        "budi@contoh.id\r\nBcc: x@y.id",
        "<budi@contoh.id>",
        "budi@contoh.id,joko@contoh.id",
      })
  void takesNothingElseForAMailAddress(String typed) {
    assertThat(Contact.email(typed)).isNull();
  }

  @Test
  void isEmptyWhenNothingWasSaid() {
    assertThat(new Contact(null, null, null).empty()).isTrue();
    assertThat(new Contact("Budi", null, null).empty()).isFalse();
    assertThat(new Contact(null, "+6281234567890", null).empty()).isFalse();
    assertThat(new Contact(null, null, "budi@contoh.id").empty()).isFalse();
  }
}
