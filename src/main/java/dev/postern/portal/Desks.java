package dev.postern.portal;

import dev.postern.people.Staff;
import dev.postern.people.StaffMember;
import dev.postern.place.Places;
import dev.postern.place.Property;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Finds the desk of a request. The session holds ids only: rights, names and properties are read
 * anew each time, so a change takes effect at the next click.
 */
@Component
class Desks {
  private static final String FOUND = Desks.class.getName();
  private static final String PROPERTY = "property";

  private final Staff staff;
  private final Places places;
  private final LocaleResolver languages;

  Desks(Staff staff, Places places, LocaleResolver languages) {
    this.staff = staff;
    this.places = places;
    this.languages = languages;
  }

  /** Empty when nobody is signed in, or when they work nowhere (any more). */
  Optional<Desk> of(HttpServletRequest request) {
    return of(request, request.getUserPrincipal());
  }

  /** For a filter, which knows who it is before the request does. */
  Optional<Desk> of(HttpServletRequest request, @Nullable Principal who) {
    if (request.getAttribute(FOUND) instanceof Desk found) return Optional.of(found);
    Optional<Desk> desk =
        member(who)
            .flatMap(member ->
                property(member, request.getSession(false))
                    .map(property -> new Desk(member, property, languages.resolveLocale(request))));
    desk.ifPresent(found -> request.setAttribute(FOUND, found));
    return desk;
  }

  /** The properties that this person may choose from. */
  List<Property> properties(StaffMember member) {
    return places.properties().stream().filter(property -> member.worksAt(property.id())).toList();
  }

  /** Goes over to another property; false if they do not work there. */
  boolean choose(StaffMember member, UUID propertyId, HttpSession session) {
    boolean theirs =
        properties(member).stream().anyMatch(property -> property.id().equals(propertyId));
    if (theirs) session.setAttribute(PROPERTY, propertyId);
    return theirs;
  }

  private Optional<StaffMember> member(@Nullable Principal who) {
    return who == null ? Optional.empty() : staff.find(UUID.fromString(who.getName()));
  }

  private Optional<Property> property(StaffMember member, @Nullable HttpSession session) {
    List<Property> theirs = properties(member);
    Object chosen = session == null ? null : session.getAttribute(PROPERTY);
    return theirs.stream()
        .filter(property -> property.id().equals(chosen))
        .findFirst()
        .or(() -> theirs.stream().findFirst());
  }
}
