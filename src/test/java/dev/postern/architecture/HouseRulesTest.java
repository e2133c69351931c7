package dev.postern.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.postern.vault.Secret;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rules of the house that a compiler does not hold; each says what to do instead. */
@AnalyzeClasses(packages = "dev.postern", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
  @ArchTest
  static final ArchRule asksTheOneClockForTheTime =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callConstructor(Date.class)
          .because("time is an argument: take java.time.Clock and read it once per operation");

  @ArchTest
  static final ArchRule letsNoFaceTouchATable =
      noClasses()
          .that()
          .resideInAnyPackage("dev.postern.portal..", "dev.postern.kiosk..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(JdbcClient.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(JdbcOperations.class)
          .because("faces hold no rules and no SQL: call the module whose noun it is");

  @ArchTest
  static final ArchRule keepsSqlInTables =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Page")
          .or()
          .haveSimpleNameEndingWith("Screen")
          .or()
          .haveSimpleNameEndingWith("Api")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(JdbcClient.class)
          .because("SQL lives in a class named after its table");

  @ArchTest
  static final ArchRule namesNothingAfterNothing =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Service")
          .orShould()
          .haveSimpleNameEndingWith("ServiceImpl")
          .orShould()
          .haveSimpleNameEndingWith("Dto")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .because("a class is named after the noun it is; the plural holds the verbs");

  @ArchTest
  static final ArchRule putsNoSecretIntoAnEvent =
      noFields()
          .that()
          .haveRawType(Secret.class)
          .should()
          .beDeclaredInClassesThat()
          .resideInAPackage("dev.postern.audit..")
          .because("what is written down for good must hold no secret");

  @ArchTest
  static final ArchRule printsNothingButTheRehearsalsWelcome =
      noClasses()
          .that(
              DescribedPredicate.not(
                  JavaClass.Predicates.resideInAPackage("dev.postern.rehearsal..")))
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("the log is for the operator; System.out is the rehearsal's sign at the door");
}
