package io.hearth.account;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who asks: a person, an API key, or the server itself where nobody asked. */
public final class Caller {

    private static final Caller SERVER = new Caller("hearth", Set.of(), Set.of(), Set.of(), Set.of(), false, false);

    private final String name;
    private final Set<Role> roles;
    private final Set<String> groups;
    private final Set<Scope> scopes;
    private final Set<String> sources;
    private final boolean key;
    private final boolean mustChangePassword;
    private final Token authentication;

    private Caller(
            String name,
            Set<Role> roles,
            Set<String> groups,
            Set<Scope> scopes,
            Set<String> sources,
            boolean key,
            boolean mustChangePassword) {
        this.name = name;
        this.roles = Set.copyOf(roles);
        this.groups = Set.copyOf(groups);
        this.scopes = Set.copyOf(scopes);
        this.sources = Set.copyOf(sources);
        this.key = key;
        this.mustChangePassword = mustChangePassword;
        this.authentication = new Token(this);
    }

    static Caller person(Person person, boolean mustChangePassword) {
        return new Caller(
                person.name(), person.roles(), person.groups(), Set.of(), Set.of(), false, mustChangePassword);
    }

    static Caller key(String name, Set<Scope> scopes, Set<String> sources) {
        var roles = scopes.contains(Scope.ALL) ? Set.of(Role.MARKETER, Role.OPERATOR) : Set.<Role>of();
        return new Caller("key:" + name, roles, Set.of(), scopes, sources, true, false);
    }

    /** Whoever the current request comes from; outside of requests, the server itself, which may do nothing by role. */
    public static Caller current() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof Token token ? token.caller : SERVER;
    }

    public String name() {
        return name;
    }

    public Set<Role> roles() {
        return roles;
    }

    public Set<String> groups() {
        return groups;
    }

    public boolean may(Role role) {
        return roles.contains(role);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope) || scopes.contains(Scope.ALL);
    }

    public boolean isKey() {
        return key;
    }

    /** The event sources that an API key may write. */
    public Set<String> sources() {
        return sources;
    }

    boolean mustChangePassword() {
        return mustChangePassword;
    }

    Token authentication() {
        return authentication;
    }

    private List<GrantedAuthority> authorities() {
        var person = key ? Stream.<String>of() : Stream.of("PERSON");
        return Stream.of(
                        person,
                        roles.stream().map(Role::authority),
                        Stream.of(Scope.values()).filter(this::may).map(Scope::authority))
                .flatMap(names -> names)
                .map(SimpleGrantedAuthority::new)
                .collect(Collectors.toUnmodifiableList());
    }

    /** The caller as Spring Security carries it. */
    static final class Token extends AbstractAuthenticationToken {

        private final transient Caller caller;

        private Token(Caller caller) {
            super((Collection<? extends GrantedAuthority>) caller.authorities());
            this.caller = caller;
            setAuthenticated(true);
        }

        @Override
        public Object getCredentials() {
            return "";
        }

        @Override
        public Caller getPrincipal() {
            return caller;
        }

        @Override
        public String getName() {
            return caller.name;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
