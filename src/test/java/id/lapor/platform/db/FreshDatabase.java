package id.lapor.platform.db;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Gives every test class marked with {@link DatabaseTest} or {@link ApplicationTest} a database and
 * a data directory of its own.
 */
public final class FreshDatabase implements ContextCustomizerFactory {

  @Override
  public @Nullable ContextCustomizer createContextCustomizer(
      Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
    boolean marked =
        AnnotatedElementUtils.hasAnnotation(testClass, DatabaseTest.class)
            || AnnotatedElementUtils.hasAnnotation(testClass, ApplicationTest.class);
    return marked ? new ForClass(testClass.getName()) : null;
  }

  record ForClass(String testClass) implements ContextCustomizer {
    @Override
    public void customizeContext(
        ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
      TestPropertyValues.of(
              "lapor.database.url=" + TestServer.freshDatabase(),
              "lapor.database.pool-size=8",
              "lapor.data=target/test-data/" + testClass)
          .applyTo(context);
    }
  }
}
