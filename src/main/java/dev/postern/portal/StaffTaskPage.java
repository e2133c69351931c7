package dev.postern.portal;

import dev.postern.people.Capability;
import dev.postern.task.StaffTask;
import dev.postern.task.StaffTasks;
import dev.postern.web.NotFound;
import dev.postern.web.Texts;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Something that staff must look at: what it is, and what whoever looked has seen. */
@Controller
class StaffTaskPage {
  private static final String PATH = "/portal/tasks/{id}/done";

  private final StaffTasks tasks;
  private final Texts texts;

  StaffTaskPage(StaffTasks tasks, Texts texts) {
    this.tasks = tasks;
    this.texts = texts;
  }

  @Needs(Capability.SEE_ENTRIES)
  @GetMapping(PATH)
  String ask(
      Desk desk,
      @PathVariable UUID id,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean dialog,
      Model model) {
    model.addAttribute("task", task(desk, id));
    return dialog ? "portal/tasks/done" : "portal/tasks/done-page";
  }

  @Needs(Capability.SEE_ENTRIES)
  @PostMapping(PATH)
  String done(
      Desk desk,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String note,
      RedirectAttributes next) {
    tasks.done(desk.actor(), desk.member().id(), task(desk, id), note);
    next.addFlashAttribute("notice", texts.in(desk.locale()).of("tasks.done"));
    return "redirect:/portal";
  }

  private StaffTask task(Desk desk, UUID id) {
    return tasks.find(desk.property().id(), id).orElseThrow(NotFound::new);
  }
}
