package id.lapor;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import id.lapor.people.Look;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.people.Reveals;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Repository;

/** What DESIGN section 1 and 2 say about floors, cores and shells, read from the classes. */
class ArchitectureTests {

  private static final JavaClasses LAPOR =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("id.lapor");

  /** Classes that decide and know neither database nor framework nor the present. */
  private static final Set<String> CORES =
      Set.of(
          "report.Workflow",
          "report.DeskRules",
          "report.AgencyRules",
          "report.ReporterRules",
          "report.Words",
          "report.Folding",
          "report.CourseEdit",
          "report.Redaction",
          "report.GivenNames",
          "report.Reference",
          "report.Base32",
          "report.AccessSecret",
          "report.Cell",
          "report.Headline",
          "deadline.ClockRules",
          "deadline.Ladder",
          "agency.WorkingCalendar",
          "agency.WorkedTime",
          "agency.Span",
          "triage.Topics",
          "notification.Plan",
          "citizen.Pin");

  private static final Set<Class<?>> CLOCKS =
      Set.of(
          Instant.class,
          LocalDate.class,
          LocalDateTime.class,
          ZonedDateTime.class,
          OffsetDateTime.class,
          Clock.class,
          InstantSource.class);

  @Test
  void keepsToTheArrowsBetweenModules() {
    ApplicationModules.of(LaporApplication.class).verify();
  }

  /** An IPv6 host has a whole network of addresses: tries are counted by Throttle.from. */
  @Test
  void countsNobodyByABareAddress() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("id.lapor.people.Throttle")
        .and()
        .doNotHaveFullyQualifiedName("id.lapor.platform.page.HttpsFilter")
        .and()
        .doNotHaveFullyQualifiedName("id.lapor.operations.MetricsDoor") // counts nobody
        .should()
        .callMethod("jakarta.servlet.ServletRequest", "getRemoteAddr")
        .orShould()
        .callMethod("jakarta.servlet.http.HttpServletRequest", "getRemoteAddr")
        .check(LAPOR);
  }

  /**
   * Addresses others name are gone to by Outgoing, which refuses what is not public. Kannel's
   * stands in the settings; the measurement of pages asks the house itself.
   */
  @Test
  void goesOutByOneClient() {
    noClasses()
        .that()
        .resideOutsideOfPackage("id.lapor.platform.net..")
        .and()
        .doNotHaveFullyQualifiedName("id.lapor.channel.KannelWire")
        .and()
        .doNotHaveFullyQualifiedName("id.lapor.operations.PageBench")
        .should()
        .dependOnClassesThat(resideInAPackage("java.net.http.."))
        .orShould()
        .dependOnClassesThat(resideInAPackage("org.apache.hc.."))
        .orShould()
        .callMethod("java.net.URL", "openConnection")
        .orShould()
        .callMethod("java.net.URL", "openStream")
        .check(LAPOR);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("id.lapor.people.OidcIssuer") // puts OutgoingCalls in front
        .should()
        .dependOnClassesThat(resideInAPackage("org.springframework.web.client.."))
        .check(LAPOR);
  }

  /**
   * Who asks about a report is shown its reporter by its history alone; the house writes to whom a
   * message is sealed for.
   */
  @Test
  void opensIdentitiesOfReportsInOnePlaceOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("id.lapor.people")
        .and()
        .doNotHaveFullyQualifiedName("id.lapor.report.Whose")
        .and()
        .doNotHaveFullyQualifiedName("id.lapor.notification.Postman")
        .should()
        .callMethod(Reporters.class, "look", ReporterId.class, Look.class)
        .orShould()
        .callMethod(Reporters.class, "again", ReporterId.class, Look.class, Instant.class)
        .check(LAPOR);
  }

  /** And done away with, shut or asked for by what asked for sure whose it is. */
  @Test
  void changesIdentitiesOfReportsInFewPlaces() {
    noClasses()
        .that()
        .resideOutsideOfPackage("id.lapor.people")
        .and()
        .doNotHaveFullyQualifiedName("id.lapor.citizen.Erasure")
        .and()
        .doNotHaveFullyQualifiedName("id.lapor.citizen.Restriction")
        .and()
        .doNotHaveFullyQualifiedName("id.lapor.desk.IdentityPages")
        .should(
            callMethodWhere(
                DescribedPredicate.describe(
                    "changes or asks for an identity", ArchitectureTests::touches)))
        .check(LAPOR);
  }

  private static boolean touches(JavaMethodCall call) {
    JavaClass owner = call.getTargetOwner();
    return (owner.isEquivalentTo(Reporters.class)
            && Set.of("erase", "restrict", "release", "correct", "prove").contains(call.getName()))
        || (owner.isEquivalentTo(Reveals.class) && Set.of("ask", "open").contains(call.getName()));
  }

  /** Whoever owns the tables fills them for a measurement, besides migrating them. */
  @Test
  void speaksToTheDatabaseAsItsOwnerOnlyToMeasure() {
    assertThat(LAPOR)
        .filteredOn(c ->
            c.getCodeUnits().stream()
                .flatMap(u -> u.getParameters().stream())
                .anyMatch(p -> p.isAnnotatedWith(Qualifier.class)))
        .isNotEmpty()
        .allSatisfy(
            c -> assertThat(c.getAnnotationOfType(Profile.class).value()).containsExactly("bench"));
  }

  @Test
  void knowsEveryCoreItSpeaksOf() {
    assertThat(LAPOR).filteredOn(ArchitectureTests::core).hasSize(CORES.size());
  }

  @Test
  void keepsTheCoresPure() {
    classes()
        .that(DescribedPredicate.describe("are pure cores", ArchitectureTests::core))
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe(
                "are of the JDK, of JSpecify, or values of the domain", ArchitectureTests::pure))
        .check(LAPOR);
  }

  @Test
  void asksForThePresentInOnePlaceOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("id.lapor.platform..")
        .and()
        .doNotHaveFullyQualifiedName("id.lapor.demo.DemoClock")
        .should(
            callMethodWhere(
                DescribedPredicate.describe("tells the time", ArchitectureTests::tellsTheTime)))
        .check(LAPOR);
  }

  @Test
  void givesEveryPartWhatItNeedsThroughItsConstructor() {
    noFields()
        .should()
        .beAnnotatedWith(Autowired.class)
        .orShould()
        .beAnnotatedWith(Value.class)
        .check(LAPOR);
  }

  @Test
  void keepsTablesBehindTheirOwnModule() {
    classes()
        .that()
        .haveSimpleNameEndingWith("Store")
        .or()
        .areAnnotatedWith(Repository.class)
        .should()
        .notBePublic()
        .check(LAPOR);
  }

  @Test
  void speaksToTheDatabaseInPlainSqlOnly() {
    noClasses()
        .should()
        .dependOnClassesThat(resideInAPackage("jakarta.persistence.."))
        .orShould()
        .dependOnClassesThat(resideInAPackage("lombok.."))
        .check(LAPOR);
  }

  @Test
  void standsWithoutTheDemo() {
    noClasses()
        .that()
        .resideOutsideOfPackage("id.lapor.demo..")
        .should()
        .dependOnClassesThat(resideInAPackage("id.lapor.demo.."))
        .check(LAPOR);
  }

  private static boolean core(JavaClass c) {
    return c.getName().startsWith("id.lapor.")
        && CORES.contains(c.getName().substring("id.lapor.".length()));
  }

  /** Nested classes belong to the class around them. */
  private static boolean pure(JavaClass c) {
    JavaClass base = c.getBaseComponentType();
    String name = base.getPackageName();
    boolean jdk = base.isPrimitive() || (name.startsWith("java.") && !name.startsWith("java.sql"));
    boolean inCore = base.getEnclosingClass().filter(ArchitectureTests::core).isPresent();
    boolean value =
        name.startsWith("id.lapor")
            && (base.isRecord() || base.isEnum() || base.isInterface() || madeByTheCompiler(base));
    return jdk || name.equals("org.jspecify.annotations") || core(base) || inCore || value;
  }

  /** Maps of constants that the compiler makes for a switch. */
  private static boolean madeByTheCompiler(JavaClass c) {
    return c.getModifiers().contains(JavaModifier.SYNTHETIC);
  }

  private static boolean tellsTheTime(JavaMethodCall call) {
    String name = call.getName();
    JavaClass owner = call.getTargetOwner();
    boolean now = name.equals("now") || name.startsWith("system");
    return (now && CLOCKS.stream().anyMatch(owner::isEquivalentTo))
        || (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"));
  }
}
