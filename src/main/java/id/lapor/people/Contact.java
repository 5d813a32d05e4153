package id.lapor.people;

import org.jspecify.annotations.Nullable;

/**
 * How a reporter can be reached and called, as far as they said.
 *
 * @param phone with country code, {@code +6281234567890}
 * @param nik sixteen digits, shown to nobody whole, see {@link Nik}
 * @param x account on X: its number as X gives it, {@code @name} where a person only knew that
 */
public record Contact(
    @Nullable String name,
    @Nullable String phone,
    @Nullable String email,
    @Nullable String nik,
    @Nullable String x) {

  public Contact(
      @Nullable String name, @Nullable String phone, @Nullable String email, @Nullable String nik) {
    this(name, phone, email, nik, null);
  }

  public Contact(@Nullable String name, @Nullable String phone, @Nullable String email) {
    this(name, phone, email, null);
  }

  public boolean empty() {
    return name == null && phone == null && email == null && nik == null && x == null;
  }

  /** With what may be shown of the NIK in its place. */
  public Contact masked() {
    return new Contact(name, phone, email, nik == null ? null : Nik.masked(nik), x);
  }

  /** The same person on X, which nobody types. */
  public Contact onX(@Nullable String account) {
    return new Contact(name, phone, email, nik, account);
  }

  /** Values end up in logs; this one says only what there is. */
  @Override
  public String toString() {
    return "Contact[name %s, phone %s, email %s, nik %s, x %s]"
        .formatted(name != null, phone != null, email != null, nik != null, x != null);
  }

  /** A mobile number as people write it, with its country code; null when it cannot be one. */
  public static @Nullable String phone(String typed) {
    String digits = typed.replaceAll("[\\s().\\-]", "").replaceFirst("^00(?=62)", "+");
    String whole = digits.startsWith("62") ? "+" + digits : digits.replaceFirst("^0(?!0)", "+62");
    String bare = whole.replaceFirst("^\\+620", "+62");
    return bare.matches("\\+62[2-9]\\d{7,12}|\\+(?!62)[1-9]\\d{7,14}") ? bare : null;
  }

  /** Country code of a number as it is kept, {@code 62} (ITU-T E.164). */
  static String country(String phone) {
    return phone.replaceFirst(
        "\\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\\d{3}).*", "$1");
  }

  /** An e-mail address without spaces around it; null when it cannot be one. */
  public static @Nullable String email(String typed) {
    String bare = typed.strip();
    return bare.length() <= 254
            && bare.matches("[^\\s@<>\"]{1,64}@[^\\s@<>\".]+(\\.[^\\s@<>\".]+)+")
        ? bare
        : null;
  }
}
