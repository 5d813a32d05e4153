package id.lapor.citizen;

import id.lapor.people.Contact;
import id.lapor.people.Nik;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A contact as people type it: what is wrong with it, and what is kept of it. */
final class TypedContact {

  private static final int LONGEST_NAME = 100;

  private TypedContact() {}

  /** Message keys by field; everything may stay empty. */
  static Map<String, String> wrong(Contact typed) {
    Map<String, String> errors = new LinkedHashMap<>();
    String phone = bare(typed.phone());
    String email = bare(typed.email());
    String nik = bare(typed.nik());
    if (bare(typed.name()).length() > LONGEST_NAME) {
      errors.put("name", "citizen.who.nameLong");
    }
    if (!phone.isEmpty() && Contact.phone(phone) == null) {
      errors.put("phone", "citizen.who.phoneWrong");
    }
    if (!email.isEmpty() && Contact.email(email) == null) {
      errors.put("email", "citizen.who.emailWrong");
    }
    if (!nik.isEmpty() && Nik.parse(nik).isEmpty()) {
      errors.put("nik", "citizen.who.nikWrong");
    }
    return errors;
  }

  /** What is kept of a contact nothing is wrong with. */
  static Contact kept(Contact typed) {
    String name = bare(typed.name());
    return new Contact(
        name.isEmpty() ? null : name,
        Contact.phone(bare(typed.phone())),
        Contact.email(bare(typed.email())),
        Nik.parse(bare(typed.nik())).map(Nik::digits).orElse(null));
  }

  private static String bare(@Nullable String typed) {
    return typed == null ? "" : typed.strip();
  }
}
