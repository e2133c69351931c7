package dev.postern.portal;

import dev.postern.audit.AuditEvent;
import dev.postern.audit.AuditLog;
import dev.postern.people.Capability;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who did what to what. */
@Controller
class AuditLogPage {
  private static final int SIZE = 50;

  private final AuditLog audit;

  AuditLogPage(AuditLog audit) {
    this.audit = audit;
  }

  @Needs(Capability.SEE_AUDIT_LOG)
  @GetMapping("/portal/audit-log")
  String show(Desk desk, @RequestParam(required = false) @Nullable Long before, Model model) {
    model.addAttribute(
        "page", Pages.of(audit.page(desk.property().id(), before, SIZE + 1), SIZE, AuditEvent::id));
    return "portal/audit-log";
  }
}
