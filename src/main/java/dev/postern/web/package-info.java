/** How a page is rendered, translated and refused, the same for every audience. */
@ApplicationModule(allowedDependencies = {"database", "vault"})
@NullMarked
package dev.postern.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
