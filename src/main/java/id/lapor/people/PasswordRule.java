package id.lapor.people;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What may be a password: long enough, and nothing that is guessed early. How it is put together is
 * everybody's own matter (NIST SP 800-63B-4, section 3.1.1.2).
 */
@Component
public class PasswordRule {

  /** Shortest password accepted, in characters. */
  public static final int SHORTEST = 10;

  /**
   * Guesses of somebody who tries the likeliest first. Far above the 3,000 most common passwords,
   * and more than {@link SignInTries} lets anybody try in a thousand years.
   */
  private static final double GUESSES = 1e8;

  /** Beyond this a password is as good as it needs to be, and measuring it takes long. */
  private static final int MEASURED = 64;

  private static final int SHORTEST_WORD = 4;

  /** What a report system in Indonesia is guessed by first; its own words before all. */
  private static final List<String> HOUSE =
      """
      lapor laporan lapor1708 sp4n pengaduan aspirasi pelapor petugas pengelola diskominfo kominfo bontang kaltim
      dinas kota kabupaten pemerintah pemkot admin administrator operator password sandi katasandi rahasia masuk
      indonesia merdeka garuda pancasila nusantara jakarta bandung surabaya semarang medan makassar samarinda
      balikpapan bismillah alhamdulillah assalamualaikum insyaallah sayang sayangku cinta cintaku kamu aku selamanya
      bahagia keluarga sukses semangat persib persija arema satu dua tiga empat lima enam tujuh delapan sembilan
      sepuluh selamat pagi malam januari februari maret april juni juli agustus september oktober november desember
      """
          .lines()
          .flatMap(line -> Arrays.stream(line.split(" ")))
          .toList();

  private final Zxcvbn guesser = new Zxcvbn();
  private final BreachedPasswords breached;

  PasswordRule(BreachedPasswords breached) {
    this.breached = breached;
  }

  /**
   * What is wrong with it.
   *
   * @param own what is known of whose it is to be: a login, a name
   * @return a message key; empty when nothing is
   */
  public Optional<String> wrong(String password, String... own) {
    if (password.length() < SHORTEST) {
      return Optional.of("people.password.short");
    }
    List<String> known = Stream.concat(words(own), HOUSE.stream()).distinct().toList();
    String start = password.substring(0, Math.min(password.length(), MEASURED));
    return guesser.measure(start, known).getGuesses() < GUESSES || breached.has(password)
        ? Optional.of("people.password.common")
        : Optional.empty();
  }

  private static Stream<String> words(String... own) {
    return Arrays.stream(own)
        .flatMap(o -> Arrays.stream(o.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")))
        .filter(word -> word.length() >= SHORTEST_WORD);
  }
}
