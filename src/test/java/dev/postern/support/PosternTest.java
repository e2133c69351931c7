package dev.postern.support;

import dev.postern.Postern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the whole program as a real site: over HTTP on a free port, on a database of its own,
 * with {@link HandClock} for its time. All tests that add nothing to this share one program, so
 * each makes its own people and does not count on empty tables.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = Postern.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"postern.rehearsal=false", "postern.door.watch=false"})
@ContextConfiguration(initializers = FreshSite.class)
@Import(HandClock.class)
public @interface PosternTest {}
