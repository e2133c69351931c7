package dev.postern.portal;

import dev.postern.people.Capability;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a staff member must be able to do at the property to use a route of the portal.
 * {@code @Needs({})} is for everyone who is signed in. A route without it is refused.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Needs {
  Capability[] value();
}
