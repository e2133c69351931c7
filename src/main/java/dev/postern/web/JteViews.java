package dev.postern.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.view.UrlBasedViewResolver;

/**
 * Renders the precompiled template {@code portal/dashboard} for the view of that name. Beside the
 * model a template may ask for {@code sheet}.
 */
@Component
class JteViews implements ViewResolver, Ordered {
  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Sheets sheets;

  JteViews(Sheets sheets) {
    this.sheets = sheets;
  }

  @Override
  public @Nullable View resolveViewName(String name, Locale locale) {
    if (name.startsWith(UrlBasedViewResolver.REDIRECT_URL_PREFIX)
        || name.startsWith(UrlBasedViewResolver.FORWARD_URL_PREFIX)) {
      return null;
    }
    return new JteView(name + ".jte");
  }

  /** Before Spring's own resolvers, which take any name for a file to forward to. */
  @Override
  public int getOrder() {
    return 0;
  }

  private final class JteView implements View {
    private final String template;

    JteView(String template) {
      this.template = template;
    }

    @Override
    public String getContentType() {
      return "text/html;charset=UTF-8";
    }

    @Override
    public void render(
        @Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
        throws Exception {
      Map<String, Object> all = new HashMap<>();
      if (model != null) all.putAll(model);
      all.put("sheet", sheets.of(request));
      // Rendered as a whole first: an error half-way must still become an error page.
      Utf8ByteOutput page = new Utf8ByteOutput();
      templates.render(template, all, page);
      if (response.getContentType() == null) response.setContentType(getContentType());
      response.setContentLength(page.getContentLength());
      page.writeTo(response.getOutputStream());
    }
  }
}
