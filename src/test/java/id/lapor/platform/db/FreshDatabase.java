package id.lapor.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.util.FileSystemUtils;

/**
 * Gives every test class marked with {@link DatabaseTest}, {@link ApplicationTest} or {@link
 * ServerTest} a database and a data directory of its own.
 */
public final class FreshDatabase implements ContextCustomizerFactory {

  @Override
  public @Nullable ContextCustomizer createContextCustomizer(
      Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
    boolean marked =
        AnnotatedElementUtils.hasAnnotation(testClass, DatabaseTest.class)
            || AnnotatedElementUtils.hasAnnotation(testClass, ApplicationTest.class)
            || AnnotatedElementUtils.hasAnnotation(testClass, ServerTest.class);
    return marked ? new ForClass(testClass.getName()) : null;
  }

  record ForClass(String testClass) implements ContextCustomizer {
    @Override
    public void customizeContext(
        ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
      Path data = Path.of("target", "test-data", testClass);
      try {
        FileSystemUtils.deleteRecursively(data);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      TestPropertyValues.of(
              "lapor.database.url=" + TestServer.freshDatabase(),
              "lapor.database.pool-size=8",
              "lapor.data=" + data)
          .applyTo(context);
      context.getBeanFactory().addBeanPostProcessor(new QuickHashing());
      readOnce(context);
    }
  }

  /**
   * What the classes of the application say of themselves, read by the first test of a run and
   * handed to those after it: to find it again takes a good part of every start.
   */
  private static final Map<Resource, MetadataReader> READ = new ConcurrentHashMap<>();

  private static void readOnce(ConfigurableApplicationContext context) {
    Map<Resource, MetadataReader> own =
        ((DefaultResourceLoader) context).getResourceCache(MetadataReader.class);
    own.putAll(READ);
    context.addBeanFactoryPostProcessor(_ -> READ.putAll(own));
  }

  /**
   * Passwords are hashed as in life but with little work: people of tests are many, and nobody
   * guesses theirs. What the house itself asks for is held by its own test.
   */
  static final class QuickHashing implements BeanPostProcessor {

    private static final int BYTES = 32;
    private static final int KIB = 64;

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      return bean instanceof Argon2PasswordEncoder
          ? new Argon2PasswordEncoder(BYTES / 2, BYTES, 1, KIB, 1)
          : bean;
    }
  }
}
