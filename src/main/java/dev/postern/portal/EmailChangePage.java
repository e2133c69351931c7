package dev.postern.portal;

import dev.postern.notification.LinkText;
import dev.postern.people.EmailChanges;
import dev.postern.vault.Secret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where the link to a new address leads, on whatever device it is opened. Looking uses nothing up:
 * mail scanners look too.
 */
@Controller
class EmailChangePage {
  private static final LinkText.Kind KIND = LinkText.Kind.EMAIL_CHANGE;

  private final EmailChanges emailChanges;

  EmailChangePage(EmailChanges emailChanges) {
    this.emailChanges = emailChanges;
  }

  @OpenToAll
  @GetMapping(EmailChanges.PATH)
  String show(HttpServletRequest request, HttpServletResponse response, Model model) {
    Optional<byte[]> link = OpenedLink.of(request, KIND);
    if (link.isEmpty()) return page(model, "open", null, "");
    Optional<EmailChanges.Waiting> waiting = emailChanges.find(link.get());
    return waiting.isPresent() ? page(model, "ask", waiting.get(), "") : over(response, model);
  }

  @OpenToAll
  @PostMapping(EmailChanges.PATH + "/link")
  ModelAndView open(HttpServletRequest request, @RequestParam(defaultValue = "") Secret token) {
    byte[] link = OpenedLink.keep(request, KIND, token);
    if (emailChanges.find(link).isEmpty()) emailChanges.rememberRefusal();
    return SeeOther.to(EmailChanges.PATH);
  }

  @OpenToAll
  @PostMapping(EmailChanges.PATH)
  String confirm(HttpServletRequest request, HttpServletResponse response, Model model) {
    Optional<String> email = OpenedLink.of(request, KIND).flatMap(emailChanges::confirm);
    OpenedLink.forget(request, KIND);
    if (email.isPresent()) return page(model, "done", null, email.get());
    emailChanges.rememberRefusal();
    return over(response, model);
  }

  private static String over(HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.GONE.value());
    return page(model, "over", null, "");
  }

  /**
   * @param state which of the page's four faces it shows
   */
  private static String page(
      Model model, String state, EmailChanges.@Nullable Waiting waiting, String email) {
    model.addAttribute("state", state);
    model.addAttribute("waiting", waiting);
    model.addAttribute("email", email);
    return "portal/email-change";
  }
}
