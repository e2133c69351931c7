package dev.postern.portal;

import dev.postern.people.Passkey;
import dev.postern.people.Passkeys;
import dev.postern.web.FormErrors;
import dev.postern.web.NotFound;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A person's own passkeys: to add, to rename, to remove. */
@Controller
class PasskeysPage {
  private static final String PATH = MyAccountPage.PATH + "/passkeys";

  private final Passkeys passkeys;
  private final PasskeyChallenges challenges;
  private final Confirmation confirmation;
  private final Texts texts;

  PasskeysPage(
      Passkeys passkeys, PasskeyChallenges challenges, Confirmation confirmation, Texts texts) {
    this.passkeys = passkeys;
    this.challenges = challenges;
    this.confirmation = confirmation;
    this.texts = texts;
  }

  @Needs({})
  @GetMapping(PATH + "/new")
  ModelAndView fill(Desk desk, HttpServletRequest request) {
    if (!confirmation.fresh(request)) return confirmation.first(PATH + "/new");
    Browser browser = Browser.of(request.getHeader("User-Agent"));
    return form(browser.words(texts.in(desk.locale())), new FormErrors());
  }

  /** Given only to somebody who has just confirmed who they are; the passkey comes with it. */
  @Needs({})
  @PostMapping(PATH + "/challenges")
  ResponseEntity<Map<String, Object>> createChallenge(Desk desk, HttpServletRequest request) {
    if (!confirmation.fresh(request)) return ResponseEntity.status(HttpStatus.CONFLICT).build();
    return challenges.toMake(request, desk.member());
  }

  @Needs({})
  @PostMapping(PATH)
  ModelAndView create(
      Desk desk,
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam MultiValueMap<String, String> fields,
      @RequestParam(defaultValue = "") String answer,
      RedirectAttributes next) {
    Words words = texts.in(desk.locale());
    String given = OneTimePinForm.field(fields, "name");
    // The device has the passkey by now: a name that does not fit is cut rather than refused.
    String name = given.isEmpty() ? words.of("passkeys.unnamed") : cut(given);
    Optional<String> challenge = challenges.take(request, PasskeyChallenges.Purpose.ADD);
    var added =
        challenge.map(asked ->
            passkeys.add(desk.member(), desk.property(), challenges.site(), asked, answer, name));
    if (added.orElse(null) instanceof Passkeys.Addition.Added(var codes)) {
      String notice = words.of("passkeys.added", name);
      if (!codes.isEmpty()) return SecondFactorPage.codes(codes, notice, response);
      next.addFlashAttribute("notice", notice);
      return SeeOther.to(SecondFactorPage.PATH);
    }
    FormErrors errors = new FormErrors();
    errors.add("name", words.of("passkeys.refused"));
    return form(given, errors);
  }

  /** Where reloading the page with the recovery codes leads. */
  @Needs({})
  @GetMapping(PATH)
  ModelAndView back() {
    return SeeOther.to(SecondFactorPage.PATH);
  }

  @Needs({})
  @GetMapping(PATH + "/{id}/name")
  ModelAndView askName(Desk desk, @PathVariable UUID id) {
    Passkey passkey = theirs(desk, id);
    return name(passkey, passkey.name(), new FormErrors());
  }

  @Needs({})
  @PostMapping(PATH + "/{id}/name")
  ModelAndView rename(
      Desk desk,
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> fields,
      RedirectAttributes next) {
    Passkey passkey = theirs(desk, id);
    Words words = texts.in(desk.locale());
    String name = OneTimePinForm.field(fields, "name");
    if (name.isEmpty() || name.length() > Passkeys.LONGEST_NAME) {
      FormErrors errors = new FormErrors();
      errors.add("name", words.of("passkeys.name.error", Passkeys.LONGEST_NAME));
      return name(passkey, name, errors);
    }
    if (!passkeys.rename(desk.member(), id, name)) throw new NotFound();
    next.addFlashAttribute("notice", words.of("passkeys.renamed", name));
    return SeeOther.to(SecondFactorPage.PATH);
  }

  @Needs({})
  @GetMapping(PATH + "/{id}/removal")
  ModelAndView askToRemove(Desk desk, HttpServletRequest request, @PathVariable UUID id) {
    Passkey passkey = theirs(desk, id);
    if (!confirmation.fresh(request)) return confirmation.first(PATH + "/" + id + "/removal");
    return new ModelAndView("portal/myaccount/passkey-removal").addObject("passkey", passkey);
  }

  @Needs({})
  @PostMapping(PATH + "/{id}/removal")
  ModelAndView remove(
      Desk desk, HttpServletRequest request, @PathVariable UUID id, RedirectAttributes next) {
    Passkey passkey = theirs(desk, id);
    if (!confirmation.fresh(request)) return confirmation.first(PATH + "/" + id + "/removal");
    passkeys.remove(desk.member(), desk.property(), id);
    next.addFlashAttribute(
        "notice", texts.in(desk.locale()).of("passkeys.removed", passkey.name()));
    return SeeOther.to(SecondFactorPage.PATH);
  }

  private Passkey theirs(Desk desk, UUID id) {
    return passkeys.of(desk.member().id()).stream()
        .filter(passkey -> passkey.id().equals(id))
        .findFirst()
        .orElseThrow(NotFound::new);
  }

  private static ModelAndView form(String name, FormErrors errors) {
    return page("portal/myaccount/new-passkey", errors).addObject("name", name);
  }

  private static ModelAndView name(Passkey passkey, String name, FormErrors errors) {
    return page("portal/myaccount/passkey-name", errors)
        .addObject("passkey", passkey)
        .addObject("name", name);
  }

  private static ModelAndView page(String view, FormErrors errors) {
    ModelAndView page = new ModelAndView(view).addObject("errors", errors);
    if (errors.any()) page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private static String cut(String name) {
    return name.length() <= Passkeys.LONGEST_NAME ? name : name.substring(0, Passkeys.LONGEST_NAME);
  }
}
