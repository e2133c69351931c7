package dev.postern.portal;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.IntFunction;

/** What an outsider can ask in order to find out whom the program knows. */
interface Question {
  String name();

  /** Whom one can ask about: those the program does not know, then those it must look like. */
  List<Kind> kinds();

  /** Takes back what earlier questions left behind; not measured. */
  void makeReady() throws Exception;

  HttpResponse<String> ask(String about) throws Exception;

  /**
   * Some that are alike.
   *
   * @param share how many are asked about, of all that the command was told to ask
   * @param about the one to ask about next, all of the same length
   */
  record Kind(String name, double share, IntFunction<String> about) {}
}
