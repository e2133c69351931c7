package dev.postern.portal;

import dev.postern.people.Role;
import dev.postern.place.Property;
import dev.postern.support.QuietProgram;
import dev.postern.support.Visitor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody tries an address that may be a staff member's. */
final class StaffQuestions {
  private static final int MANY = 40;

  private final JdbcClient sql;
  private final Site site;
  private final List<String> known;
  private final List<String> unknown;

  StaffQuestions(QuietProgram program) {
    sql = program.bean(JdbcClient.class);
    site = new Site(program.context());
    Property property = site.property("Maple Court");
    known =
        IntStream.range(0, MANY).mapToObj(_ -> site.member(Role.STAFF, property).email()).toList();
    unknown = IntStream.range(0, MANY).mapToObj(_ -> UUID.randomUUID() + "@example.com").toList();
  }

  Question forgottenPassword() {
    return new OnPage("forgotten password", "/portal/forgotten-password") {
      @Override
      public HttpResponse<String> ask(String about) {
        return visitor.post(page, Map.of("email", about));
      }
    };
  }

  /** With a wrong password. */
  Question signIn() {
    return new OnPage("sign in", "/portal/sign-in") {
      @Override
      public HttpResponse<String> ask(String about) {
        return visitor.post(page, Map.of("email", about, "password", "not the flowerpot"));
      }
    };
  }

  private abstract class OnPage implements Question {
    final Visitor visitor = site.visitor();
    final String page;
    private final String name;

    OnPage(String name, String page) {
      this.name = name;
      this.page = page;
      visitor.get(page); // for the token of its form
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<Kind> kinds() {
      return List.of(
          new Kind("unknown", 1, n -> unknown.get(n % MANY)),
          new Kind("known", 1, n -> known.get(n % MANY)));
    }

    @Override
    public void makeReady() {
      sql.sql("delete from limit_level").update();
    }
  }
}
