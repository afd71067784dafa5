package io.hearth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test against the whole server on a random port, with its real stores in {@code target/test-data}. All such tests
 * share one context and one database: make ids of your own, never empty a table; they run one after the other, beside those
 * that need no server. Don't add properties, mocks or beans, as each different set of them would start another server.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@SpringBootTest(classes = Hearth.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = FreshDataFolder.class)
@Import(TestBeans.class)
@ActiveProfiles("test")
@ExtendWith(RealTimeAgain.class)
@Execution(ExecutionMode.SAME_THREAD)
public @interface HearthTest {}
