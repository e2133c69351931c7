package dev.postern.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Command lines put together. */
final class Commands {
  /** This JVM's {@code java} with these arguments. */
  static List<String> java(List<String> arguments) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return of(List.of(java.toString()), arguments);
  }

  static List<String> of(List<String> first, List<String> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }

  private Commands() {}
}
