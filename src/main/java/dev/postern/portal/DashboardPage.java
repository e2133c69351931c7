package dev.postern.portal;

import dev.postern.people.Capability;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** How things are at the property right now. */
@Controller
class DashboardPage {
  @Needs(Capability.SEE_ENTRIES)
  @GetMapping("/portal")
  String show(Desk desk) {
    return "portal/dashboard";
  }
}
