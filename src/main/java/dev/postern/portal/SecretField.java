package dev.postern.portal;

import dev.postern.vault.Secret;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Takes what is typed into a form's secret field into a {@link Secret} at once. */
@Component
class SecretField implements Converter<String, Secret> {
  @Override
  public Secret convert(String typed) {
    return new Secret(typed);
  }
}
