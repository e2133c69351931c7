package dev.postern.access;

import dev.postern.Postern;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The program with the mistake that {@link DecisionTable#write} does not make: it looks, then takes
 * without asking whether what it saw still holds.
 */
@Primary
class SelectThenRedeem extends DecisionTable {
  public static void main(String[] arguments) {
    new SpringApplication(Postern.class, SelectThenRedeem.class).run(arguments);
  }

  SelectThenRedeem(JdbcClient sql) {
    super(sql);
  }

  @Override
  String stillOpen() {
    return ":most > 0";
  }
}
