package id.lapor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** HMAC-SHA256 by hand is HMAC-SHA256: the published cases, and what Java itself says. */
class HashesTests {

  private static final HexFormat HEX = HexFormat.of();

  /** RFC 4231, section 4.2. */
  @Test
  void followsTheFirstPublishedCase() {
    byte[] key = new byte[20];
    Arrays.fill(key, (byte) 0x0b);
    assertThat(HEX.formatHex(Hashes.hmac(key, "Hi There".getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  }

  /** RFC 4231, section 4.3: a key shorter than a hash. */
  @Test
  void followsThePublishedCaseOfAShortKey() {
    assertThat(
            HEX.formatHex(
                Hashes.hmac(
                    "Jefe".getBytes(StandardCharsets.US_ASCII),
                    "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void saysWhatJavaSays() throws Exception {
    Random random = new Random(Long.getLong("seed", 1708L));
    for (int i = 0; i < 1_000; i++) {
      byte[] key = new byte[1 + random.nextInt(Hashes.BLOCK)];
      byte[] words = new byte[random.nextInt(200)];
      random.nextBytes(key);
      random.nextBytes(words);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      assertThat(Hashes.hmac(key, words)).isEqualTo(mac.doFinal(words));
    }
  }
}
