package id.lapor.agency;

import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The organisation tree. Read whole into memory and read again when its version in the database has
 * grown, so that every server sees a change within a second.
 */
@Service
public class Agencies {

  private static final long FRESH_NANOS = 1_000_000_000;

  private final AgencyStore store;
  private volatile long looked;
  private volatile Tree tree = UNREAD;

  Agencies(AgencyStore store) {
    this.store = store;
  }

  /** An agency to be added. */
  public record Draft(
      String code,
      String name,
      Agency.Type type,
      @Nullable AgencyId parent,
      ZoneId zone,
      @Nullable String region,
      String headTitle) {}

  private record Tree(
      long version,
      List<Agency> all,
      Map<AgencyId, Agency> byId,
      Map<String, Agency> byCode,
      List<Competence> competences) {
    Tree(long version, List<Agency> all, List<Competence> competences) {
      this(
          version,
          all,
          all.stream().collect(Collectors.toMap(Agency::id, Function.identity())),
          all.stream().collect(Collectors.toMap(Agency::code, Function.identity())),
          competences);
    }
  }

  private static final Tree UNREAD = new Tree(-1, List.of(), List.of());

  public AgencyId add(Draft draft) {
    AgencyId id = store.add(draft);
    forget();
    return id;
  }

  public void addCompetence(Competence competence) {
    store.addCompetence(competence);
    forget();
  }

  public List<Agency> all() {
    return tree().all();
  }

  public List<Competence> competences() {
    return tree().competences();
  }

  public Optional<Agency> find(AgencyId id) {
    return Optional.ofNullable(tree().byId().get(id));
  }

  public Optional<Agency> find(String code) {
    return Optional.ofNullable(tree().byCode().get(code));
  }

  /**
   * @throws IllegalArgumentException when there is no such agency
   */
  public Agency get(AgencyId id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("No agency " + id.value()));
  }

  public List<Agency> children(AgencyId parent) {
    return all().stream().filter(a -> parent.equals(a.parent())).toList();
  }

  /** The one above, or itself at the top. */
  public AgencyId superior(AgencyId id) {
    @Nullable AgencyId parent = get(id).parent();
    return parent == null ? id : parent;
  }

  public boolean isWithin(AgencyId unit, AgencyId root) {
    for (@Nullable AgencyId at = unit; at != null; at = get(at).parent()) {
      if (at.equals(root)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The one seat no installation can do without; made when nobody has set it up yet. Two servers
   * that start together agree, because the database holds one such seat only.
   */
  public Agency foundNationalAdmin() {
    Optional<Agency> here =
        all().stream().filter(a -> a.type() == Agency.Type.NATIONAL).findFirst();
    if (here.isEmpty()) {
      add(
          new Draft(
              "NASIONAL",
              "Admin nasional",
              Agency.Type.NATIONAL,
              null,
              ZoneId.of("Asia/Jakarta"),
              null,
              "Admin nasional"));
    }
    return here.orElseGet(this::nationalAdmin);
  }

  /**
   * Who decides what the offices below a desk return to each other: the coordinator of the province
   * for its cities and regencies, the national admin for everybody else.
   */
  public Agency arbiterFor(AgencyId desk) {
    @Nullable Agency own = governmentOf(desk);
    @Nullable String region = own == null ? null : own.region();
    if (region == null) {
      return nationalAdmin();
    }
    return all().stream()
        .filter(a -> a.type() == Agency.Type.GOVERNMENT && isAbove(a.region(), region))
        .max((a, b) -> Integer.compare(length(a), length(b)))
        .flatMap(this::coordinatorOf)
        .orElseGet(this::nationalAdmin);
  }

  /**
   * What a supervisor watches over, by position in the tree: one inside a government that
   * government and, for a province, those of its cities and regencies; one of the centre the whole
   * country; any other what is below.
   */
  public Jurisdiction jurisdiction(AgencyId seat) {
    return watchesAll(seat)
        ? Jurisdiction.COUNTRY
        : new Jurisdiction(
            false,
            all().stream()
                .map(Agency::id)
                .filter(unit -> watches(seat, unit))
                .collect(Collectors.toSet()));
  }

  /**
   * What a supervisor decides about: whatever they watch over, but neither their own office nor one
   * above it.
   */
  public Jurisdiction deciding(AgencyId seat) {
    Jurisdiction own = jurisdiction(seat);
    Set<AgencyId> line = new HashSet<>();
    for (@Nullable AgencyId at = seat; at != null; at = get(at).parent()) {
      line.add(at);
    }
    return new Jurisdiction(own.everywhere(), own.offices(), line);
  }

  private boolean watchesAll(AgencyId seat) {
    return governmentOf(seat) == null && isOfTheCentre(get(seat));
  }

  private boolean watches(AgencyId seat, AgencyId unit) {
    @Nullable Agency own = governmentOf(seat);
    AgencyId root = own == null ? seat : own.id();
    return watchesAll(seat) || isWithin(unit, root) || (own != null && isInRegionOf(own, unit));
  }

  /**
   * Offices whose supervisors decide about an agency, those nearest to it: of its city, else of its
   * province, else of the centre, else the national admin, else the office at the top. Nobody
   * decides about their own office or one above it; empty when nobody else is there.
   */
  public List<Agency> supervising(AgencyId agency) {
    List<Agency> all =
        all().stream()
            .filter(a -> a.type() == Agency.Type.SUPERVISOR && watches(a.id(), agency))
            .filter(a -> !isWithin(a.id(), agency))
            .toList();
    int nearest = all.stream().mapToInt(this::nearness).max().orElse(0);
    return all.isEmpty()
        ? Stream.concat(
                all().stream().filter(a -> a.type() == Agency.Type.NATIONAL),
                Stream.of(top(agency)))
            .filter(a -> !isWithin(a.id(), agency))
            .limit(1)
            .toList()
        : all.stream().filter(a -> nearness(a) == nearest).toList();
  }

  /** Offices about which nobody decides but themselves; only at the top there can be such. */
  public List<AgencyId> unsupervised() {
    return all().stream()
        .filter(a -> a.parent() == null)
        .map(Agency::id)
        .filter(a -> supervising(a).isEmpty())
        .toList();
  }

  private Agency top(AgencyId agency) {
    Agency at = get(agency);
    while (at.parent() != null) {
      at = get(at.parent());
    }
    return at;
  }

  /** Of what watches over the same agency, the smaller part of the country is nearer. */
  private int nearness(Agency seat) {
    @Nullable Agency own = governmentOf(seat.id());
    return own == null ? 0 : 1 + length(own);
  }

  private static boolean isOfTheCentre(Agency seat) {
    return seat.type() == Agency.Type.NATIONAL || seat.type() == Agency.Type.SUPERVISOR;
  }

  private boolean isInRegionOf(Agency government, AgencyId unit) {
    @Nullable Agency lower = governmentOf(unit);
    return lower != null && lower.region() != null && isAbove(government.region(), lower.region());
  }

  private @Nullable Agency governmentOf(AgencyId unit) {
    for (@Nullable AgencyId at = unit; at != null; at = get(at).parent()) {
      if (get(at).type() == Agency.Type.GOVERNMENT) {
        return get(at);
      }
    }
    return null;
  }

  private static boolean isAbove(@Nullable String governed, String region) {
    return governed != null && region.startsWith(governed + ".");
  }

  /** Verifies what names no government, and arbitrates. */
  public Agency nationalAdmin() {
    return centre().orElseThrow(() -> new IllegalStateException("No national admin is set up"));
  }

  /** The national admin; empty before the installation is set up. */
  public Optional<Agency> centre() {
    return all().stream().filter(a -> a.type() == Agency.Type.NATIONAL).findFirst();
  }

  /**
   * The desk for a place: the coordinator of the smallest government that holds the region, else
   * the national admin.
   */
  public Agency deskFor(@Nullable String region) {
    if (region == null) {
      return nationalAdmin();
    }
    return all().stream()
        .filter(a -> a.type() == Agency.Type.GOVERNMENT && holds(a.region(), region))
        .max((a, b) -> Integer.compare(length(a), length(b)))
        .flatMap(this::coordinatorOf)
        .orElseGet(this::nationalAdmin);
  }

  /**
   * In which zone a report's moments are told to the public: that of its place, whoever has it;
   * without a place that of the desk.
   */
  public ZoneId zoneOf(@Nullable String region, AgencyId desk) {
    return region == null ? get(desk).zone() : Zones.of(region);
  }

  /** Codes of the regions whose governments are at work here. */
  public List<String> governed() {
    return all().stream()
        .filter(a -> a.type() == Agency.Type.GOVERNMENT)
        .flatMap(a -> Stream.ofNullable(a.region()))
        .toList();
  }

  /** Those of the regions that lie in no government at work here, see {@link #deskFor}. */
  public Set<String> ungoverned(Collection<String> regions) {
    return regions.stream()
        .filter(_ -> centre().isPresent())
        .filter(r -> deskFor(r).type() == Agency.Type.NATIONAL)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The unit that verifies for a government. */
  public Optional<Agency> coordinatorOf(Agency government) {
    return children(government.id()).stream()
        .filter(a -> a.type() == Agency.Type.COORDINATOR)
        .findFirst();
  }

  /**
   * Everything a desk may forward to: the answering agencies of its own government, or of the whole
   * tree for the national admin.
   */
  public List<Agency> reachable(AgencyId desk) {
    Agency seat = get(desk);
    AgencyId root =
        seat.type() == Agency.Type.COORDINATOR && seat.parent() != null ? seat.parent() : desk;
    boolean national = seat.type() == Agency.Type.NATIONAL;
    return all().stream()
        .filter(a -> a.answers() && !a.id().equals(desk) && (national || isWithin(a.id(), root)))
        .toList();
  }

  /**
   * Everything a desk may give a report to that was returned so often that the desk decides as an
   * arbiter: besides its own, the agencies of the governments it arbitrates for.
   */
  public List<Agency> arbitrable(AgencyId desk) {
    Set<AgencyId> own = reachable(desk).stream().map(Agency::id).collect(Collectors.toSet());
    return all().stream()
        .filter(Agency::answers)
        .filter(a -> !a.id().equals(desk))
        .filter(a -> own.contains(a.id()) || arbiterFor(a.id()).id().equals(desk))
        .toList();
  }

  private static boolean holds(@Nullable String governed, String region) {
    return governed != null && (region.equals(governed) || region.startsWith(governed + "."));
  }

  private static int length(Agency government) {
    return government.region() == null ? 0 : government.region().length();
  }

  private Tree tree() {
    long now = System.nanoTime();
    if (now - looked > FRESH_NANOS || tree.version() < 0) {
      long version = store.version();
      if (tree.version() != version) {
        tree = new Tree(version, store.all(), store.competences());
      }
      looked = now;
    }
    return tree;
  }

  /**
   * What this server changed itself it sees at once. When the change ends, kept or taken back,
   * every server reads again: a tree read meanwhile was one or the other.
   */
  private void forget() {
    tree = UNREAD;
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
              store.changed();
              tree = UNREAD;
            }
          });
    }
  }
}
