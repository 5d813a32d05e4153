package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.people.Administration;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the organisation tree what an administrator's rule needs to know. */
@Component
public record Below(Agencies agencies) {

  /** An officer and where they sit. */
  public record Line(Officer officer, Agency agency) {}

  List<Agency> of(Officer admin) {
    AgencyId seat = new AgencyId(admin.agencyId());
    return agencies.all().stream().filter(a -> agencies.isWithin(a.id(), seat)).toList();
  }

  /** Whom the administrator looks after, by office and name. */
  List<Line> lines(List<Officer> officers, Officer admin) {
    Map<Long, Agency> offices =
        of(admin).stream()
            .collect(
                Collectors.toMap(
                    a -> a.id().value(), Function.identity(), (a, _) -> a, LinkedHashMap::new));
    Map<Long, List<Officer>> seated =
        officers.stream()
            .filter(o -> offices.containsKey(o.agencyId()))
            .filter(o -> may(admin, o.agencyId(), o.role()))
            .sorted(Comparator.comparing(Officer::name).thenComparing(Officer::accountId))
            .collect(Collectors.groupingBy(Officer::agencyId));
    return offices.values().stream()
        .flatMap(
            a -> seated.getOrDefault(a.id().value(), List.of()).stream().map(o -> new Line(o, a)))
        .toList();
  }

  boolean may(Officer admin, long agency, Role role) {
    return agencies
        .find(new AgencyId(agency))
        .filter(a ->
            Administration.may(
                admin,
                agency,
                role,
                seat(a.type()),
                agencies.isWithin(a.id(), new AgencyId(admin.agencyId()))))
        .isPresent();
  }

  String name(@Nullable Long agency) {
    return agency == null ? "" : agencies.find(new AgencyId(agency)).map(Agency::name).orElse("");
  }

  /** Roles there are in the offices the administrator looks after. */
  List<Role> roles(Officer admin) {
    return Arrays.stream(Role.values())
        .filter(role -> of(admin).stream().anyMatch(a -> may(admin, a.id().value(), role)))
        .toList();
  }

  private static Administration.Seat seat(Agency.Type type) {
    return Administration.Seat.valueOf(type.name());
  }
}
