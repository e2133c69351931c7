package dev.postern.portal;

import dev.postern.people.Role;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodParameter;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route of the program, as the program itself knows them. */
final class Routes {
  private static final Pattern VARIABLE = Pattern.compile("([^/]+)/\\{(\\w+)[^}]*}");

  /** A field with such a name names a thing, whatever its type. */
  private static final Set<String> THINGS =
      Set.of(
          "recipient",
          "person",
          "courier",
          "member",
          "staff",
          "property",
          "properties",
          "room",
          "kiosk",
          "door",
          "key",
          "grant",
          "pin",
          "invitation",
          "notification",
          "contact",
          "session",
          "passkey");

  /** Where a page of a list begins, and what a form calls itself: neither names a thing. */
  private static final Set<String> NO_THINGS = Set.of("before", "after", "form");

  static List<Route> of(ApplicationContext program) {
    List<Route> routes = new ArrayList<>();
    program
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach((mapping, handler) -> {
          if (mapping.getPathPatternsCondition() == null) return;
          Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
          for (String path : mapping.getPathPatternsCondition().getPatternValues()) {
            if (methods.isEmpty()) routes.add(new Route("ANY", path, handler));
            methods.forEach(method -> routes.add(new Route(method.name(), path, handler)));
          }
        });
    routes.sort(Comparator.comparing(Route::path).thenComparing(Route::method));
    return routes;
  }

  record Route(String method, String path, HandlerMethod handler) {
    String name() {
      return method + " " + path;
    }

    /** The first word after {@code /portal/}. */
    String part() {
      return path.replaceFirst("^/portal/?", "").replaceFirst("/.*", "");
    }

    /** The last word. */
    String last() {
      return path.replaceFirst(".*/", "");
    }

    boolean reads() {
      return method.equals("GET");
    }

    boolean isOfThePortal() {
      return path.equals("/portal") || path.startsWith("/portal/");
    }

    boolean isGuarded() {
      return handler.hasMethodAnnotation(Needs.class);
    }

    /** Whether its rule lets this role in. */
    boolean letsIn(Role role) {
      Needs needs = handler.getMethodAnnotation(Needs.class);
      return needs != null && Arrays.stream(needs.value()).allMatch(role::may);
    }

    boolean isOpenToAll() {
      return handler.hasMethodAnnotation(OpenToAll.class);
    }

    /** What each variable of the path names, by the word before it: {@code recipients}. */
    List<String> nouns() {
      return VARIABLE.matcher(path).results().map(found -> found.group(1)).toList();
    }

    /** The path with its variables filled in by the noun before each. */
    String address(Function<String, String> id) {
      return VARIABLE.matcher(path).replaceAll(found -> found.group(1) + "/" + filled(found, id));
    }

    private static String filled(MatchResult found, Function<String, String> id) {
      return id.apply(found.group(1));
    }

    /** The fields that name things, as far as the method's parameters tell. */
    List<String> fieldsThatNameThings() {
      List<String> fields = new ArrayList<>();
      for (MethodParameter parameter : handler.getMethodParameters()) {
        RequestParam field = parameter.getParameterAnnotation(RequestParam.class);
        if (field != null && isId(name(parameter, field), parameter.getGenericParameterType())) {
          fields.add(name(parameter, field));
        }
        RecordComponent[] components = parameter.getParameterType().getRecordComponents();
        if (components != null && isForm(parameter.getParameterType())) {
          Arrays.stream(components)
              .filter(one -> isId(one.getName(), one.getGenericType()))
              .forEach(one -> fields.add(one.getName()));
        }
      }
      return fields;
    }

    /** Whether it takes its fields as one heap, so that nobody sees from outside what is in it. */
    boolean takesAnyField() {
      return Arrays.stream(handler.getMethodParameters())
          .anyMatch(parameter -> parameter.getParameterType() == MultiValueMap.class);
    }

    private static boolean isForm(Class<?> type) {
      return type.getPackageName().equals(Routes.class.getPackageName()) && type != Desk.class;
    }

    private static String name(MethodParameter parameter, RequestParam field) {
      if (!field.name().isEmpty()) return field.name();
      return parameter.getParameter().getName();
    }

    private static boolean isId(String name, Type type) {
      if (NO_THINGS.contains(name)) return false;
      return type.getTypeName().contains(UUID.class.getName())
          || (THINGS.contains(name) && type.getTypeName().contains(String.class.getName()));
    }
  }

  private Routes() {}
}
