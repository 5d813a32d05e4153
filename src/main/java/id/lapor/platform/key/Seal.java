package id.lapor.platform.key;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals values so that they open only at the address they were sealed for (AES-256-GCM by Tink; the
 * address is the associated data), and makes hashes by which a value can be found without being
 * known.
 */
public final class Seal {

  private static final int IV_BYTES = 12;
  private static final int TAG_BYTES = 16;

  private final Aead aead;
  private final KeyRing ring;

  @AccessesPartialKey
  public Seal(KeyRing ring) {
    this.ring = ring;
    try {
      AeadConfig.register();
      AesGcmParameters parameters =
          AesGcmParameters.builder()
              .setKeySizeBytes(KeyRing.BYTES)
              .setIvSizeBytes(IV_BYTES)
              .setTagSizeBytes(TAG_BYTES)
              .setVariant(AesGcmParameters.Variant.TINK)
              .build();
      KeysetHandle.Builder keys = KeysetHandle.newBuilder();
      for (KeyRing.Key key : ring.all()) {
        AesGcmKey aes =
            AesGcmKey.builder()
                .setParameters(parameters)
                .setKeyBytes(
                    SecretBytes.copyFrom(
                        derived(key, "aes-256-gcm"), InsecureSecretKeyAccess.get()))
                .setIdRequirement(key.version())
                .build();
        KeysetHandle.Builder.Entry entry = KeysetHandle.importKey(aes);
        keys.addEntry(key.version() == ring.primary().version() ? entry.makePrimary() : entry);
      }
      this.aead = keys.build().getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The keys cannot be used for sealing", e);
    }
  }

  /** A sealed value did not open: changed, moved, or sealed with a key that is not here. */
  public static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(String address, Throwable cause) {
      super("What is sealed at " + address + " does not open there", cause);
    }
  }

  /** The version new values are sealed with. */
  public int version() {
    return ring.primary().version();
  }

  /** Every version that can be opened. */
  public List<Integer> versions() {
    return ring.all().stream().map(KeyRing.Key::version).toList();
  }

  /**
   * @param address where the value will stand and nowhere else, {@code people_vault/sealed/7}
   */
  public byte[] close(byte[] value, String address) {
    try {
      return aead.encrypt(value, address.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Nothing can be sealed for " + address, e);
    }
  }

  /**
   * @throws Broken when it was not sealed for this address by one of the keys
   */
  public byte[] open(byte[] sealed, String address) {
    try {
      return aead.decrypt(sealed, address.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new Broken(address, e);
    }
  }

  /** What a value is found by, with the primary key. */
  public byte[] mark(String kind, String value) {
    return mark(ring.primary(), kind, value);
  }

  /** What a value may be found by, with every key there is. */
  public List<byte[]> marks(String kind, String value) {
    return ring.all().stream().map(k -> mark(k, kind, value)).toList();
  }

  private static byte[] mark(KeyRing.Key key, String kind, String value) {
    return hmac(derived(key, "find/" + kind), value);
  }

  private static byte[] derived(KeyRing.Key key, String purpose) {
    return hmac(key.bytes(), "lapor seal/" + purpose);
  }

  private static byte[] hmac(byte[] key, String words) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(words.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no HmacSHA256", e);
    }
  }
}
