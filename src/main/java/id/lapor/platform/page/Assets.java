package id.lapor.platform.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Style sheet, scripts and icons: their address carries a hash of their content, so that browsers
 * may keep them for good.
 */
@Component
public class Assets implements WebMvcConfigurer {

  private static final int HASH_LENGTH = 10;

  private final Map<String, String> known = new ConcurrentHashMap<>();

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/aset/**")
        .addResourceLocations("classpath:/static/")
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
  }

  String url(String file) {
    return known.computeIfAbsent(file, f -> "/aset/" + f + "?v=" + hash(f));
  }

  private static String hash(String file) {
    try (InputStream content = new ClassPathResource("static/" + file).getInputStream()) {
      return DigestUtils.md5DigestAsHex(content).substring(0, HASH_LENGTH);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
