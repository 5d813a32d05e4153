package id.lapor.api;

import id.lapor.channel.Inbox;
import id.lapor.channel.KannelSettings;
import id.lapor.channel.Letter;
import id.lapor.channel.Receipt;
import id.lapor.channel.Wire;
import id.lapor.notification.Wires;
import id.lapor.people.ForEveryone;
import id.lapor.platform.page.NotFound;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where Kannel brings SMS ({@code post-url} of its sms-service) and receipts ({@code dlr-url}). It
 * answers only once the message is kept, so Kannel brings it again when anything goes wrong. Who
 * does not show the password finds nothing here.
 */
@Controller
@ForEveryone
@EnableConfigurationProperties(KannelSettings.class)
class KannelDoor {

  private static final Logger log = LoggerFactory.getLogger(KannelDoor.class);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final int LONGEST_ID = 200;

  /** Of one message, in bytes; 255 parts of 153 characters with three bytes each are fewer. */
  private static final int LARGEST = 128 * 1024;

  private final Inbox inbox;
  private final Wires wires;
  private final KannelSettings settings;
  private final InstantSource clock;

  KannelDoor(Inbox inbox, Wires wires, KannelSettings settings, InstantSource clock) {
    this.inbox = inbox;
    this.wires = wires;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * @param id Kannel's own number of the message, {@code %I}; the same when it is brought again
   */
  @PostMapping("/sambungan/kannel/masuk")
  ResponseEntity<String> message(
      @RequestParam(defaultValue = "") String id,
      @RequestHeader HttpHeaders headers,
      HttpServletRequest request)
      throws IOException {
    check(headers);
    byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
    if (body.length > LARGEST) {
      return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).body("Too large.");
    }
    String from = first(headers, "X-Kannel-From");
    if (id.isBlank() || id.length() > LONGEST_ID || from.isBlank()) {
      return ResponseEntity.badRequest().body("A message needs an id and a sender.");
    }
    String text = new String(body, charset(headers)).replace("\u0000", "");
    inbox.take(
        Wire.Kind.SMS,
        "kannel:" + id,
        new Letter(from, first(headers, "X-Kannel-To"), text, sentAt(headers)));
    return ResponseEntity.ok("");
  }

  /**
   * @param pesan key of the message it is about
   * @param keadaan 1 delivered, 2 failed, 4 queued, 8 taken by the operator, 16 refused by it
   */
  @GetMapping("/sambungan/kannel/kabar")
  ResponseEntity<String> receipt(
      @RequestParam(defaultValue = "") String pesan,
      @RequestParam(defaultValue = "0") int keadaan,
      @RequestHeader HttpHeaders headers) {
    check(headers);
    Receipt.State state =
        switch (keadaan) {
          case 1 -> Receipt.State.ARRIVED;
          case 2, 16 -> Receipt.State.LOST;
          default -> Receipt.State.TAKEN;
        };
    try {
      wires.receipt(pesan, state);
      return ResponseEntity.ok("");
    } catch (CannotAcquireLockException e) {
      log.debug("A receipt of {} has to come again: {}", pesan, e.getMessage());
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body("Come again.");
    }
  }

  /** The same time and the same answer for a wrong password as for none. */
  private void check(HttpHeaders headers) {
    String right = settings.doorUser() + ":" + settings.doorPassword();
    String expected =
        "Basic " + Base64.getEncoder().encodeToString(right.getBytes(StandardCharsets.UTF_8));
    boolean shown =
        MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8),
            first(headers, HttpHeaders.AUTHORIZATION).getBytes(StandardCharsets.UTF_8));
    if (!shown || settings.doorPassword().isEmpty()) {
      throw new NotFound();
    }
  }

  private static String first(HttpHeaders headers, String name) {
    return Optional.ofNullable(headers.getFirst(name)).orElse("");
  }

  private static Charset charset(HttpHeaders headers) {
    @Nullable MediaType type = headers.getContentType();
    @Nullable Charset said = type == null ? null : type.getCharset();
    return said == null ? StandardCharsets.UTF_8 : said;
  }

  /** Kannel gives universal time. */
  private Instant sentAt(HttpHeaders headers) {
    try {
      return LocalDateTime.parse(first(headers, "X-Kannel-Time"), TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException none) {
      return clock.instant();
    }
  }
}
