package id.lapor.platform.page;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import id.lapor.agency.Holiday;
import id.lapor.api.Client;
import id.lapor.api.Hook;
import id.lapor.api.Scope;
import id.lapor.channel.Alarm;
import id.lapor.channel.Wire;
import id.lapor.citizen.batch.Column;
import id.lapor.deadline.ClockKind;
import id.lapor.deadline.Ladder;
import id.lapor.deadline.Recounts;
import id.lapor.deadline.Reprimand;
import id.lapor.deadline.Term;
import id.lapor.desk.RightsPages;
import id.lapor.evidence.Unfit;
import id.lapor.notification.Delivery;
import id.lapor.notification.Message;
import id.lapor.people.AccountAct;
import id.lapor.people.DataRequest;
import id.lapor.people.Leak;
import id.lapor.people.Look;
import id.lapor.people.Readmissions;
import id.lapor.people.Retained;
import id.lapor.people.Retention;
import id.lapor.people.Reveal;
import id.lapor.people.Role;
import id.lapor.platform.table.Unreadable;
import id.lapor.report.ArchiveReason;
import id.lapor.report.Channel;
import id.lapor.report.Course;
import id.lapor.report.Event;
import id.lapor.report.IdentityRule;
import id.lapor.report.Kind;
import id.lapor.report.Refusal;
import id.lapor.report.Stage;
import id.lapor.report.Visibility;
import id.lapor.triage.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every sentence stands in every language, and every sentence asked for stands somewhere. */
class MessagesTests {

  private static final Texts TEXTS = new Texts();
  private static final Path MAIN = Path.of("src", "main");
  private static final Pattern PLACE = Pattern.compile("\\{(\\d+)");

  /** Constants that pages look up under {@code prefix.CONSTANT}. */
  private static final Map<String, Class<? extends Enum<?>>> ENUMS =
      Map.ofEntries(
          entry("report.stage", Stage.class),
          entry("report.kind", Kind.class),
          entry("report.visibility", Visibility.class),
          entry("report.step", Stage.class),
          entry("desk.forward.because", Suggestion.Reason.class),
          entry("report.channel", Channel.class),
          entry("report.archive", ArchiveReason.class),
          entry("report.how", Course.How.class),
          entry("report.refused", Refusal.class),
          entry("citizen.who.hint", Visibility.class),
          entry("citizen.kind", Kind.class),
          entry("citizen.kind.hint", Kind.class),
          entry("deadline.clock", ClockKind.class),
          entry("evidence.unfit", Unfit.class),
          entry("officers.act", AccountAct.What.class),
          entry("officers.notice.agreed", Readmissions.Agreed.class),
          entry("people.role", Role.class),
          entry("notification.wire", Wire.Kind.class),
          entry("notification.told", Delivery.State.class),
          entry("citizen.look", Look.Purpose.class),
          entry("citizen.batch.column", Column.class),
          entry("citizen.batch.name", Column.class),
          entry("platform.table", Unreadable.Why.class),
          entry("agency.day", DayOfWeek.class),
          entry("agency.holiday", Holiday.Kind.class),
          entry("deadline.deed", Ladder.Deed.class),
          entry("deadline.change", Recounts.Change.class),
          entry("deadline.letter.state", Reprimand.State.class),
          entry("deadline.term", Term.class),
          entry("people.retention", Retained.Rule.class),
          entry("people.retention.hint", Retained.Rule.class),
          entry("people.retention.act", Retention.What.class),
          entry("people.leak.whom", Leak.Whom.class),
          entry("people.leak.mark", Leak.Whom.class),
          entry("people.request", DataRequest.Kind.class),
          entry("people.request.outcome", DataRequest.Outcome.class),
          entry("identity.state", Reveal.State.class),
          entry("rights.identity", IdentityRule.class),
          entry("rights.file", RightsPages.File.class),
          entry("wires.alarm", Alarm.Cause.class),
          entry("api.scope", Scope.class),
          entry("api.act", Client.Act.What.class),
          entry("api.hook.state", Hook.State.class),
          entry("api.hook.standing", Hook.Delivery.Standing.class),
          entry("api.hook.why", Hook.Why.class),
          entry("demo.state", Message.State.class));

  @Test
  void haveTheSameKeysInEveryLanguage() {
    assertThat(TEXTS.all("en").keySet()).isEqualTo(TEXTS.all("id").keySet()).isNotEmpty();
  }

  @Test
  void haveTheSamePlacesInEveryLanguage() {
    TEXTS
        .all("id")
        .forEach((key, pattern) ->
            assertThat(places(TEXTS.all("en").getOrDefault(key, "")))
                .as(key)
                .isEqualTo(places(pattern)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "en"})
  void canBeFilledAndLoseNoApostrophe(String language) {
    TEXTS
        .all(language)
        .forEach((key, pattern) -> {
          assertThatCode(() -> new MessageFormat(pattern)).as(key).doesNotThrowAnyException();
          assertThat(pattern.replace("''", "")).as("%s needs '' for '", key).doesNotContain("'");
        });
  }

  @Test
  void standOnceEach() throws IOException {
    for (String language : List.of("id", "en")) {
      List<String> keys = new ArrayList<>();
      for (Path file : files(MAIN.resolve("resources/messages"), "_" + language + ".properties")) {
        Files.readAllLines(file).stream()
            .filter(l -> !l.isBlank() && !l.startsWith("#"))
            .map(l -> l.substring(0, l.indexOf('=')))
            .forEach(keys::add);
        Properties read = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
          read.load(reader);
        }
        assertThat(keys).containsAll(read.stringPropertyNames());
      }
      assertThat(keys).as(language).doesNotHaveDuplicates();
    }
  }

  @Test
  void haveASentenceForEveryConstant() {
    ENUMS.forEach((prefix, type) ->
        Stream.of(type.getEnumConstants())
            .forEach(c ->
                assertThat(TEXTS.has(prefix + "." + c.name())).as("%s.%s", prefix, c).isTrue()));
    Stream.of(Event.class.getPermittedSubclasses())
        .forEach(
            e -> assertThat(TEXTS.has("report.event." + e.getSimpleName())).as("%s", e).isTrue());
  }

  @Test
  void areAskedForByKnownConstantsOnly() throws IOException {
    Pattern of = Pattern.compile("page\\.of\\(\"([^\"]+)\"");
    for (Path file : files(MAIN.resolve("jte"), ".jte")) {
      assertThat(of.matcher(Files.readString(file)).results().map(m -> m.group(1)))
          .as(file.toString())
          .isSubsetOf(ENUMS.keySet());
    }
  }

  /** A literal that ends with a dot is a beginning: something must go on from there. */
  @Test
  void existForEveryLiteralInCodeAndPages() throws IOException {
    Set<String> keys = TEXTS.all("id").keySet();
    String modules =
        keys.stream().map(k -> k.split("\\.")[0]).distinct().collect(Collectors.joining("|"));
    Pattern literal = Pattern.compile("\"((?:" + modules + ")\\.[\\w.-]*)\"( \\+)?");
    List<Path> files = new ArrayList<>(files(MAIN.resolve("jte"), ".jte"));
    files.addAll(files(MAIN.resolve("java"), ".java"));
    int asked = 0;
    for (Path file : files) {
      for (MatchResult m : literal.matcher(Files.readString(file)).results().toList()) {
        String key = m.group(1);
        boolean open = key.endsWith(".") || m.group(2) != null || ENUMS.containsKey(key);
        boolean there = open ? keys.stream().anyMatch(k -> k.startsWith(key)) : keys.contains(key);
        assertThat(there).as("%s in %s", key, file).isTrue();
        asked++;
      }
    }
    assertThat(asked).isGreaterThan(300);
  }

  private static Set<String> places(String pattern) {
    return PLACE
        .matcher(pattern)
        .results()
        .map(m -> m.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Path> files(Path root, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(f -> f.toString().endsWith(ending)).sorted().toList();
    }
  }
}
