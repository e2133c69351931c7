package dev.postern.web;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/**
 * Files of a page. Under the address that holds a hash of its content a file never changes, so a
 * browser keeps it for a year; under its plain name it is asked for again each time.
 */
@Configuration(proxyBeanMethods = false)
class StaticFiles implements WebMvcConfigurer {
  private static final String HASHED = "{file:.+-[0-9a-f]{32}[.][a-z0-9]+}";
  private static final CacheControl FOR_GOOD =
      CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry files) {
    serve(files, FOR_GOOD, "/assets/" + HASHED, "/assets/*/" + HASHED);
    serve(files, CacheControl.noCache(), "/assets/**");
    files
        .addResourceHandler("/webjars/**")
        .addResourceLocations("classpath:/META-INF/resources/webjars/")
        .setCacheControl(FOR_GOOD)
        .resourceChain(true);
  }

  private static void serve(ResourceHandlerRegistry files, CacheControl keep, String... paths) {
    files
        .addResourceHandler(paths)
        .addResourceLocations("classpath:/static/assets/")
        .setCacheControl(keep)
        .resourceChain(true)
        .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
  }
}
