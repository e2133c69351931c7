package dev.postern.portal;

import dev.postern.audit.Act;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.web.NotFound;
import dev.postern.web.Texts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where a person is signed in, and how to end it elsewhere. */
@Controller
class SessionsPage {
  private static final String PATH = MyAccountPage.PATH + "/sessions";

  private final Sessions sessions;
  private final AuditLog audit;
  private final Texts texts;

  SessionsPage(Sessions sessions, AuditLog audit, Texts texts) {
    this.sessions = sessions;
    this.audit = audit;
    this.texts = texts;
  }

  @Needs({})
  @GetMapping(PATH)
  String show(Desk desk, HttpServletRequest request, Model model) {
    model.addAttribute("sessions", sessions.of(desk.member().id(), request));
    return "portal/myaccount/sessions";
  }

  @Needs({})
  @PostMapping(PATH + "/{ref}/end")
  ModelAndView end(
      Desk desk, HttpServletRequest request, @PathVariable UUID ref, RedirectAttributes next) {
    OpenSession ended =
        sessions.of(desk.member().id(), request).stream()
            .filter(session -> session.ref().equals(ref.toString()) && !session.current())
            .findFirst()
            .orElseThrow(NotFound::new);
    sessions.end(desk.member().id(), ended);
    remember(desk, 1);
    next.addFlashAttribute(
        "notice",
        texts
            .in(desk.locale())
            .of("sessions.ended", ended.browser().words(texts.in(desk.locale()))));
    return SeeOther.to(PATH);
  }

  @Needs({})
  @PostMapping(PATH + "/others/end")
  ModelAndView endOthers(Desk desk, HttpServletRequest request, RedirectAttributes next) {
    List<OpenSession> others =
        sessions.of(desk.member().id(), request).stream()
            .filter(session -> !session.current())
            .toList();
    sessions.endOthers(desk.member().id(), request);
    if (!others.isEmpty()) remember(desk, others.size());
    next.addFlashAttribute("notice", texts.in(desk.locale()).of("sessions.ended-others"));
    return SeeOther.to(PATH);
  }

  private void remember(Desk desk, int count) {
    audit.record(
        desk.property().id(),
        desk.actor(),
        Act.SESSION_ENDED,
        new Subject("staff-member", desk.member().id(), desk.member().name()),
        Map.of("count", String.valueOf(count)));
  }
}
