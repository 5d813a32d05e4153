package id.lapor.visibility;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.platform.db.ApplicationTest;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;

/**
 * Whoever comes in otherwise than by a controller's door would be in no line of doors.csv: what
 * answers beside them is written down, and opens nothing else.
 */
@ApplicationTest
class BesideIntegrationTests {

  @Autowired ApplicationContext house;
  @Autowired FilterChainProxy security;

  @Test
  void knowsAllThatAnswersBesideTheControllers() throws IOException {
    Set<String> found = new TreeSet<>();
    house.getBeansOfType(HandlerMapping.class).keySet().forEach(n -> found.add("mapping " + n));
    house.getBeansOfType(Servlet.class).keySet().forEach(n -> found.add("servlet " + n));
    house
        .getBeansOfType(ServletContextInitializer.class)
        .keySet()
        .forEach(n -> found.add("registration " + n));
    house.getBeansOfType(Filter.class).keySet().forEach(n -> found.add("filter " + n));
    security.getFilterChains().stream()
        .flatMap(c -> c.getFilters().stream())
        .forEach(f -> found.add("security " + f.getClass().getSimpleName()));
    Files.writeString(Path.of("target", "beside.txt"), String.join("\n", found));
    assertThat(found).isEqualTo(written());
  }

  private static Set<String> written() throws IOException {
    return new ClassPathResource("visibility/beside.txt")
        .getContentAsString(StandardCharsets.UTF_8)
        .lines()
        .filter(l -> !l.startsWith("#") && !l.contains(" ;; with an issuer: "))
        .map(l -> l.split(" ;; ")[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** By address only style sheets, scripts and icons are had; by a function nothing is. */
  @Test
  void answersByAddressWithNothingButAssets() {
    Set<String> paths =
        house.getBeansOfType(AbstractUrlHandlerMapping.class).values().stream()
            .flatMap(m -> m.getHandlerMap().keySet().stream())
            .collect(Collectors.toSet());
    assertThat(paths).containsExactlyInAnyOrder("/aset/**");
    Map<String, RouterFunctionMapping> routers = house.getBeansOfType(RouterFunctionMapping.class);
    assertThat(routers.values()).allMatch(r -> r.getRouterFunction() == null);
  }
}
