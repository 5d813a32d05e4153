package id.lapor.platform;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an installation decides for the whole house; set in {@code lapor.yaml} or by {@code LAPOR_…}
 * variables.
 *
 * @param data directory for the embedded database, evidence and keys
 * @param publicUrl address citizens use, without a slash at its end; written into messages and
 *     letters
 * @param key base64 of at least 32 bytes shared by all servers of one installation; made and kept
 *     under {@code data} when absent
 * @param database where PostgreSQL is
 */
@ConfigurationProperties("lapor")
public record Settings(
    @DefaultValue("data") Path data,
    @DefaultValue("http://localhost:8080") String publicUrl,
    @Nullable String key,
    @DefaultValue Database database) {

  /**
   * @param url JDBC address, or {@code postgresql://…}; empty for the embedded database
   * @param user empty when the address names it
   * @param poolSize connections at most
   * @param owner who owns the tables and migrates them; {@code spring.flyway.user} and then whoever
   *     the application signs in as when absent
   */
  public record Database(
      @DefaultValue("") String url,
      @DefaultValue("") String user,
      @DefaultValue("") String password,
      @DefaultValue("16") int poolSize,
      @Nullable Login owner) {

    /** As whom the application signs in. */
    public Login login() {
      return new Login(user, password);
    }

    /** As whom migrations sign in. */
    @Override
    public Login owner() {
      return owner == null || owner.user().isEmpty() ? login() : owner;
    }

    /** The address as the driver wants it: {@code jdbc:} is put in front where it is missing. */
    public String jdbcUrl() {
      if (url.startsWith("jdbc:")) {
        return url;
      }
      return "jdbc:"
          + (url.startsWith("postgres:") ? url.replaceFirst("postgres:", "postgresql:") : url);
    }

    public boolean embedded() {
      return url.isBlank();
    }
  }

  /**
   * @param user empty when the address names it
   */
  public record Login(@DefaultValue("") String user, @DefaultValue("") String password) {

    public static final Login NONE = new Login("", "");
  }
}
