package io.hearth.account;

import java.util.Set;
import java.util.UUID;

/** Takes on people for one test each. */
public final class TestPeople {

    private final Staff staff;
    private final ApiKeys keys;

    TestPeople(Staff staff, ApiKeys keys) {
        this.staff = staff;
        this.keys = keys;
    }

    /** A name and its password. */
    public record Hired(String name, String password) {}

    public Hired hire(Set<Role> roles, Set<String> groups) {
        return hire("p-" + UUID.randomUUID(), roles, groups, false);
    }

    public Hired hire(String name, Set<Role> roles, Set<String> groups, boolean first) {
        var password = Secrets.password();
        staff.add(name, name, roles, groups, password, first);
        return new Hired(name, password);
    }

    public String key(Set<Scope> scopes, Set<String> sources) {
        return keys.create("test", scopes, sources).secret();
    }
}
