package dev.postern.portal;

import dev.postern.access.Form;
import dev.postern.access.StandingKeys;
import dev.postern.access.StandingKeys.IssueAnswer;
import dev.postern.people.Person;
import dev.postern.web.NotFound;
import dev.postern.web.QrSquares;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Generate PIN and Generate QR Code: for oneself it is shown once, for others it is sent. */
@Controller
class IssuedKeysPage {
  static final String PATH = "/portal/people/{person}/access-keys";

  private final StandingKeys keys;
  private final Keyrings keyrings;
  private final Texts texts;

  IssuedKeysPage(StandingKeys keys, Keyrings keyrings, Texts texts) {
    this.keys = keys;
    this.keyrings = keyrings;
    this.texts = texts;
  }

  @Needs({})
  @PostMapping(PATH)
  ModelAndView create(
      Desk desk,
      @PathVariable UUID person,
      @RequestParam(defaultValue = "PIN") String form,
      @RequestParam(defaultValue = "") String back,
      HttpServletResponse response,
      RedirectAttributes next) {
    Person owner = keyrings.person(desk, person);
    Form asked = form.equals(Form.QR.name()) ? Form.QR : Form.PIN;
    return switch (keys.issue(desk.actor(), desk.property(), owner.id(), asked)) {
      case IssueAnswer.NobodyThere _ -> throw new NotFound();
      case IssueAnswer.Issued issued -> {
        if (Keyring.own(desk, owner)) {
          response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
          yield shownOnce(asked, issued);
        }
        next.addFlashAttribute("notice", notice(desk, owner, asked, issued));
        yield SeeOther.to(Back.to(back));
      }
    };
  }

  /** Where loading the page with the key anew leads: the key is not there any more. */
  @Needs({})
  @GetMapping(PATH)
  ModelAndView back(Desk desk, @PathVariable UUID person) {
    keyrings.person(desk, person);
    return SeeOther.to(MyAccessKeysPage.PATH);
  }

  private static ModelAndView shownOnce(Form form, IssueAnswer.Issued issued) {
    ModelAndView page = new ModelAndView("portal/accesskeys/issued").addObject("form", form);
    return form == Form.QR
        ? page.addObject("number", "").addObject("qr", QrSquares.of(issued.shown()))
        : page.addObject("number", issued.shown().reveal());
  }

  private String notice(Desk desk, Person owner, Form form, IssueAnswer.Issued issued) {
    Words words = texts.in(desk.locale());
    String name = words.of("access-key.form." + form.name());
    return issued.sentVia().isEmpty()
        ? words.of("access-key.issued.unsent", name, owner.name())
        : words.of(
            "access-key.issued.sent." + issued.sentVia().iterator().next().name(),
            name,
            owner.name());
  }
}
