package id.lapor.operations;

import id.lapor.evidence.Clamd;
import id.lapor.platform.CannotStart;
import id.lapor.platform.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** What leads in and out: the port, the public address, the mail server. */
final class DoorCheck {

  private static final int WAIT_MILLIS = 3_000;
  private static final int SMTP_PORT = 25;

  private DoorCheck() {}

  static void look(Settings settings, Environment environment, List<Finding> findings) {
    int port = environment.getProperty("server.port", Integer.class, 8080);
    findings.add(
        Finding.of(
            free(port),
            "Port " + port + " is free.",
            Finding.hint(
                "Port "
                    + port
                    + " is taken: by a Lapor that runs, or choose another with --port.")));
    findings.add(address(settings.publicUrl()));
    findings.add(
        secondStep(environment.getProperty("lapor.people.second-step", Boolean.class, true)));
    findings.add(scanner(environment.getProperty("lapor.evidence.clamav", "")));
    findings.add(photos(environment.getProperty("lapor.evidence.heif", "")));
    String mail = environment.getProperty("spring.mail.host", "");
    if (mail.isBlank()) {
      findings.add(
          Finding.hint(
              "No mail server is set (spring.mail.host): messages wait in the queue and nobody is told."));
    } else {
      int at = environment.getProperty("spring.mail.port", Integer.class, SMTP_PORT);
      findings.add(
          Finding.of(
              answers(mail, at),
              "The mail server " + mail + ":" + at + " answers.",
              Finding.wrong(
                  "The mail server "
                      + mail
                      + ":"
                      + at
                      + " does not answer; messages wait until it does.")));
    }
  }

  /** Whether a stolen password is not enough to meet identities. */
  static Finding secondStep(boolean needed) {
    return Finding.of(
        needed,
        "Officers who may meet identities need a second step.",
        Finding.wrong(
            "The second step of officers is switched off (lapor.people.second-step): ./lapor run does not start."));
  }

  /** Whether files that come in are scanned. */
  static Finding scanner(String address) {
    @Nullable Clamd clamd;
    try {
      clamd = Clamd.at(address).orElse(null);
    } catch (CannotStart e) {
      return Finding.wrong(e.getMessage() + ".");
    }
    if (clamd == null) {
      return Finding.hint(
          "No virus scanner is set (lapor.evidence.clamav): files are re-encoded, but not scanned.");
    }
    try {
      return Finding.good("The virus scanner " + clamd + " answers: " + clamd.version() + ".");
    } catch (IOException e) {
      return Finding.wrong(
          "The virus scanner "
              + clamd
              + " does not answer; files are taken in, wait, and go to nobody until it does.");
    }
  }

  /** Whether HEIC photos can be read. */
  static Finding photos(String program) {
    if (program.isBlank()) {
      return Finding.hint(
          "No heif-convert is set (lapor.evidence.heif): HEIC photos are refused with a sentence.");
    }
    return Finding.of(
        Files.isExecutable(Path.of(program)),
        "HEIC photos are read by " + program + ".",
        Finding.wrong(
            "There is no program " + program + " (lapor.evidence.heif): HEIC photos are refused."));
  }

  static Finding address(String url) {
    if (url.contains("//localhost") || url.contains("//127.")) {
      return Finding.hint(
          "LAPOR_PUBLIC_URL is "
              + url
              + ": links in messages and letters would lead nowhere for others.");
    }
    return Finding.of(
        url.startsWith("https://"),
        "Citizens come by " + url + ".",
        Finding.wrong("LAPOR_PUBLIC_URL is " + url + ": secrets must not travel without https."));
  }

  private static boolean free(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean answers(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), WAIT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
