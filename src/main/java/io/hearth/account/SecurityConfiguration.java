package io.hearth.account;

import io.hearth.platform.Problem;
import io.hearth.platform.Problems;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;

/**
 * Who may do what, in one place. Finer rules stand as {@code @PreAuthorize} on the methods that need them.
 *
 * <p>Open to everyone: the console's files, health, logging in, tracked links, unsubscribing and preferences.
 */
@Configuration
@EnableMethodSecurity
class SecurityConfiguration {

    private static final String API = "/api/v1";

    /** Scripts only from this server; styles also inline, since Ant Design and the BPMN editor write theirs. */
    private static final String CONTENT_POLICY = String.join(
            "; ",
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "frame-src 'self' blob: data:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    /** Machines come with a key and no cookie, so that no other site can make a browser speak for them. */
    @Bean
    @Order(1)
    SecurityFilterChain requestsOfMachines(
            HttpSecurity http, Sessions sessions, ApiKeys keys, Audit audit, IdempotencyKeys idempotency) {
        return guarded(
                http.securityMatcher(ComingIn::byKey).csrf(csrf -> csrf.disable()), sessions, keys, audit, idempotency);
    }

    @Bean
    @Order(2)
    SecurityFilterChain requestsOfPeople(
            HttpSecurity http, Sessions sessions, ApiKeys keys, Audit audit, IdempotencyKeys idempotency) {
        return guarded(
                http.csrf(
                        csrf -> csrf.spa().ignoringRequestMatchers(SessionController.PATH, "/u/**", "/p/**", "/t/**")),
                sessions,
                keys,
                audit,
                idempotency);
    }

    private SecurityFilterChain guarded(
            HttpSecurity http, Sessions sessions, ApiKeys keys, Audit audit, IdempotencyKeys idempotency) {
        return http.securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                // Sessions are our own. Spring's would take every request for a log-in and change the token against
                // forgery.
                .sessionManagement(session -> session.disable())
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .httpBasic(basic -> basic.disable())
                .formLogin(form -> form.disable())
                .addFilterBefore(new ComingIn(sessions, keys), CsrfFilter.class)
                .addFilterBefore(new RefusalAudit(audit), CsrfFilter.class)
                .addFilterAfter(new Repetition(idempotency), CsrfFilter.class)
                .authorizeHttpRequests(this::authorize)
                .exceptionHandling(refusal -> refusal.authenticationEntryPoint((request, response, fault) ->
                                Problems.write(response, ComingIn.notKnown("but nobody is.")))
                        .accessDeniedHandler((request, response, fault) -> Problems.write(
                                response,
                                Problem.caller(
                                        HttpStatus.FORBIDDEN,
                                        fault instanceof org.springframework.security.web.csrf.CsrfException
                                                ? "request.forgery"
                                                : "request.forbidden",
                                        fault instanceof org.springframework.security.web.csrf.CsrfException
                                                ? "Expected header X-XSRF-TOKEN with the value of cookie XSRF-TOKEN, but"
                                                        + " it is missing or another."
                                                : "Expected a role or scope that allows this, but the caller has"
                                                        + " none."))))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(
                                policy -> policy.policy("camera=(), microphone=(), geolocation=(), payment=()"))
                        .contentTypeOptions(Customizer.withDefaults()))
                .build();
    }

    private void authorize(
            org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer<HttpSecurity>
                            .AuthorizationManagerRequestMatcherRegistry
                    rules) {
        rules.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers(SessionController.PATH)
                .permitAll()
                .requestMatchers(SessionController.PATH + "/**")
                .hasAuthority("PERSON")
                // Whom to trust is decided by administrators.
                .requestMatchers(
                        HttpMethod.GET, API + "/people", API + "/people/**", API + "/groups", API + "/groups/**")
                .hasAuthority("PERSON")
                .requestMatchers(API + "/people/*/absences", API + "/people/*/absences/**")
                .hasAuthority("PERSON")
                .requestMatchers(
                        API + "/people",
                        API + "/people/**",
                        API + "/groups",
                        API + "/groups/**",
                        API + "/api-keys",
                        API + "/api-keys/**")
                .hasRole("ADMINISTRATOR")
                .requestMatchers(API + "/audit", API + "/audit/**")
                .hasAnyRole("ADMINISTRATOR", "OPERATOR", "APPROVER")
                // Machines send events and read; with the scope for everything they also act.
                .requestMatchers(HttpMethod.POST, API + "/events")
                .hasAnyAuthority("SCOPE_EVENTS_WRITE", "ROLE_MARKETER", "ROLE_OPERATOR")
                .requestMatchers(
                        HttpMethod.POST,
                        API + "/members/*/points/redemptions",
                        API + "/members/*/points/refunds",
                        API + "/coupons/**",
                        API + "/catalogue/*/redemptions")
                .hasAnyAuthority("SCOPE_REDEEM", "ROLE_MARKETER")
                .requestMatchers(HttpMethod.POST, API + "/messages/reports")
                .hasAnyAuthority("SCOPE_REPORTS_WRITE", "SCOPE_ALL", "ROLE_OPERATOR")
                .requestMatchers(HttpMethod.GET, "/api/**")
                .hasAnyAuthority("PERSON", "SCOPE_READ")
                .requestMatchers("/api/**")
                .hasAnyAuthority("PERSON", "SCOPE_ALL")
                // The console's files, links in messages, health; what else is asked for isn't there.
                .anyRequest()
                .permitAll();
    }

    /** What each filter took would be measured with every request, at more cost than the filters'. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    PasswordEncoder passwordEncoder(AccountSettings settings) {
        return new BCryptPasswordEncoder(settings.passwordRounds());
    }

    /** Nobody logs in through Spring Security itself, so that it must not make up a user of its own. */
    @Bean
    AuthenticationManager authenticationManager() {
        return authentication -> {
            throw new AuthenticationServiceException("Log in with POST " + SessionController.PATH);
        };
    }
}
