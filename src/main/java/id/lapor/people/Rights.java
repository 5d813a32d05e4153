package id.lapor.people;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every door of the running house and who may go through it, as the {@link Doorkeeper} sees it. */
@Service
public class Rights {

  private final ObjectProvider<RequestMappingHandlerMapping> mappings;

  Rights(ObjectProvider<RequestMappingHandlerMapping> mappings) {
    this.mappings = mappings;
  }

  /**
   * One address.
   *
   * @param method HTTP method, {@code *} when any will do
   * @param everyone nobody needs to sign in here
   * @param members reporters with an account, and only they
   * @param topmost of those in the roles only who have no administrator above them
   */
  public record Door(
      String method,
      String path,
      boolean everyone,
      boolean members,
      Set<Role> roles,
      boolean topmost) {}

  /** All doors, those of officers first, by address. */
  public List<Door> doors() {
    return mappings
        .orderedStream()
        .flatMap(m -> m.getHandlerMethods().entrySet().stream())
        .filter(e -> e.getValue().getBeanType().getPackageName().startsWith("id.lapor"))
        .flatMap(e -> doors(e.getKey(), e.getValue()).stream())
        .distinct()
        .sorted(
            Comparator.comparing(Door::everyone)
                .thenComparing(Door::members)
                .thenComparing(Door::path)
                .thenComparing(Door::method))
        .toList();
  }

  private static List<Door> doors(RequestMappingInfo info, HandlerMethod method) {
    @Nullable ForRoles roles = Doorkeeper.rolesOf(method);
    boolean members = Doorkeeper.isForMembers(method);
    boolean everyone = !members && Doorkeeper.isOpen(method);
    boolean topmost = roles != null && !everyone && !members && roles.topmost();
    Set<Role> let = EnumSet.noneOf(Role.class);
    if (roles != null && !everyone && !members) {
      let.addAll(Arrays.asList(roles.value()));
    }
    List<String> methods =
        info.getMethodsCondition().getMethods().isEmpty()
            ? List.of("*")
            : info.getMethodsCondition().getMethods().stream().map(Enum::name).toList();
    return info.getPatternValues().stream()
        .flatMap(p -> methods.stream().map(m -> new Door(m, p, everyone, members, let, topmost)))
        .toList();
  }
}
