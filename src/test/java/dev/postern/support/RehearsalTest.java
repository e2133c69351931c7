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
 * A test of the whole program as the rehearsal, with its simulated doors and its message tray: over
 * HTTP on a free port, on a database of its own, with {@link HandClock} for its time. All of them
 * share one program; {@link Cast} gives each class a property of its own in it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = Postern.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"postern.rehearsal=true", "postern.door.watch=false"})
@ContextConfiguration(initializers = FreshSite.class)
@Import(HandClock.class)
public @interface RehearsalTest {}
