package id.lapor.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.api.BodyFuzz;
import id.lapor.api.FormFuzz;
import id.lapor.api.PartsFuzz;
import id.lapor.channel.MailFuzz;
import id.lapor.channel.smpp.HeaderFuzz;
import id.lapor.channel.smpp.PduFuzz;
import id.lapor.channel.x.XFuzz;
import id.lapor.citizen.SmsFuzz;
import id.lapor.platform.table.Table;
import id.lapor.platform.table.TableFile;
import id.lapor.platform.table.TableFuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Bytes of strangers, through every reader of ours: no exception gets out, nothing hangs, memory
 * does not grow. Here with some thousand changed seeds; with {@code -Pheavy} a minute each by
 * Jazzer, which looks for what no seed leads to.
 */
class FuzzTests {

  private static final int CHANGED = 2_000;
  private static final Duration A_MINUTE = Duration.ofSeconds(60);

  /** What of ours reads bytes of strangers. */
  enum Target {
    PDU(
        PduFuzz.class,
        PduFuzz::fuzzerTestOneInput,
        HexFormat.of()
            .parseHex(
                "0000002b0000000500000000000000010001013632383100010131373038000000000000000000056865"
                    + "6c6c6f")),
    HEADER(
        HeaderFuzz.class,
        HeaderFuzz::fuzzerTestOneInput,
        HexFormat.of().parseHex("000500032a0201486f6c61"),
        HexFormat.of().parseHex("08060804002a0301004a0061006c0061006e")),
    MAIL(
        MailFuzz.class,
        MailFuzz::fuzzerTestOneInput,
        """
        From: Ayu <ayu@contoh.example>
        To: lapor@kota.example
        Subject: =?UTF-8?Q?Jalan_rusak?=
        Message-ID: <a@b>
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        Jalan=20rusak di depan pasar.
        --b
        Content-Type: text/html

        <p>Jalan <b>rusak</b></p>
        --b--
        """
            .replace("\n", "\r\n")
            .getBytes(UTF_8)),
    FORM(
        FormFuzz.class,
        FormFuzz::fuzzerTestOneInput,
        "lat=0.13&long=117.5&phone=0812 3456 7890&email=a@b.id&start_date=2026-01-05T08:00:00+08:00&page=2&attribute[visibility][]=open"
            .getBytes(UTF_8)),
    PARTS(
        PartsFuzz.class,
        PartsFuzz::fuzzerTestOneInput,
        """
        --b
        Content-Disposition: form-data; name="api_key"

        abc
        --b
        Content-Disposition: form-data; name="media"; filename="a.jpg"
        Content-Type: image/jpeg

        a
        --b--
        """
            .replace("\n", "\r\n")
            .getBytes(UTF_8)),
    BODY(
        BodyFuzz.class,
        BodyFuzz::fuzzerTestOneInput,
        "{\"text\":\"Jalan rusak\",\"kind\":\"complaint\",\"place\":{\"latitude\":0.13,\"region\":\"64.74\"}}"
            .getBytes(UTF_8)),
    SMS(
        SmsFuzz.class,
        SmsFuzz::fuzzerTestOneInput,
        "BONTANG lampu jalan mati".getBytes(UTF_8),
        "Cek 7kd4-m2xq.9".getBytes(UTF_8)),
    X(
        XFuzz.class,
        XFuzz::fuzzerTestOneInput,
        "{\"for_user_id\":\"1700000000000000001\",\"tweet_create_events\":[{\"id_str\":\"2008190000000000001\",\"created_at\":\"Mon Jan 05 01:00:00 +0000 2026\",\"text\":\"@lapor1708 jalan\",\"extended_tweet\":{\"full_text\":\"@lapor1708 jalan rusak\"},\"user\":{\"id_str\":\"42\",\"screen_name\":\"ayu\",\"name\":\"Ayu\"},\"in_reply_to_status_id_str\":\"7\"}]}"
            .getBytes(UTF_8),
        "{\"for_user_id\":\"1700000000000000001\",\"tweet_delete_events\":[{\"status\":{\"id\":\"7\",\"user_id\":\"42\"}}]}"
            .getBytes(UTF_8),
        "{\"data\":{\"event_type\":\"post.mention.create\",\"payload\":{\"id\":\"9\",\"text\":\"jalan\",\"author_id\":\"42\",\"created_at\":\"2026-01-05T01:00:00Z\",\"attachments\":{\"media_keys\":[\"3_1\"]}}}}"
            .getBytes(UTF_8)),
    TABLE(
        TableFuzz.class,
        TableFuzz::fuzzerTestOneInput,
        "uraian;wilayah\n\"Jalan; rusak\";Api-Api\n".getBytes(UTF_8),
        TableFile.XLSX.write(
            new Table(
                List.of("uraian", "wilayah"),
                List.of(new Table.Row(2, List.of("Jalan rusak", "Api-Api"))))));

    private final Class<?> reader;
    private final Consumer<byte[]> reads;
    private final List<byte[]> seeds;

    Target(Class<?> reader, Consumer<byte[]> reads, byte[]... seeds) {
      this.reader = reader;
      this.reads = reads;
      this.seeds = List.of(seeds);
    }
  }

  @ParameterizedTest
  @EnumSource
  void breaksOnNoChangedSeed(Target target) {
    Random random = new Random(target.ordinal());
    for (int i = 0; i < CHANGED; i++) {
      byte[] changed = changed(target.seeds.get(i % target.seeds.size()), random);
      try {
        target.reads.accept(changed);
      } catch (RuntimeException e) {
        throw new AssertionError("Broken by " + HexFormat.of().formatHex(changed), e);
      }
    }
  }

  private static byte[] changed(byte[] seed, Random random) {
    byte[] changed = seed.clone();
    for (int n = random.nextInt(6); n > 0 && changed.length > 1; n--) {
      int at = random.nextInt(changed.length);
      switch (random.nextInt(4)) {
        case 0 -> changed[at] = (byte) random.nextInt(256);
        case 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> changed = Arrays.copyOf(changed, at + 1);
        default -> {
          byte[] longer = Arrays.copyOf(changed, changed.length + at);
          System.arraycopy(changed, 0, longer, changed.length, at);
          changed = longer;
        }
      }
    }
    return changed;
  }

  @ParameterizedTest
  @EnumSource
  @EnabledIfSystemProperty(named = "heavy", matches = "true")
  void breaksOnNothingJazzerFindsInAMinute(Target target, @TempDir Path folder)
      throws IOException, InterruptedException {
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    for (int i = 0; i < target.seeds.size(); i++) {
      Files.write(corpus.resolve("seed" + i), target.seeds.get(i));
    }
    Path log = folder.resolve("log");
    Process jazzer = jazzer(target, folder, log);
    try {
      boolean ended = jazzer.waitFor(A_MINUTE.toSeconds() * 4, TimeUnit.SECONDS);
      String said = Files.readString(log);
      assertThat(ended).as(said).isTrue();
      assertThat(jazzer.exitValue()).as(said).isZero();
      assertThat(said).contains("stat::number_of_executed_units");
      System.out.println(
          target
              + said.lines()
                  .filter(l -> l.startsWith("stat::"))
                  .reduce("", (all, line) -> all + " " + line.substring(6)));
    } finally {
      jazzer.destroyForcibly();
    }
  }

  /** In a folder with seeds in {@code corpus}. */
  private static Process jazzer(Target target, Path folder, Path log) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx600m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + target.reader.getName(),
            "--instrumentation_includes=id.lapor.**",
            "-max_total_time=" + A_MINUTE.toSeconds(),
            "-timeout=10",
            "-rss_limit_mb=2500",
            "-max_len=20000",
            "-print_final_stats=1",
            "corpus")
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }
}
