package io.hearth.account;

import io.hearth.platform.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/** Lets the first person in: an administrator whose password is shown on the terminal once. */
@Component
class FirstPeople implements ApplicationRunner, Ordered {

    private static final Set<String> GROUPS = Set.of("volunteers", "care", "marketing", "approvers", "leads");

    private final Staff staff;
    private final AccountSettings settings;

    FirstPeople(Staff staff, AccountSettings settings) {
        this.staff = staff;
        this.settings = settings;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!staff.isEmpty()) {
            return;
        }
        var lines = new ArrayList<>(List.of("First start: log in with these. Each password is shown only now.", ""));
        add(lines, "admin", "Administrator", Set.of(Role.values()), GROUPS, true);
        if (settings.samplePeople()) {
            add(lines, "mei", "梅 Mei", Set.of(Role.MARKETER), Set.of("marketing"), false);
            add(lines, "an", "安 An", Set.of(Role.APPROVER), Set.of("volunteers", "care", "approvers"), false);
            add(lines, "ops", "Ops", Set.of(Role.OPERATOR), Set.of(), false);
        }
        Terminal.show(lines.toArray(String[]::new));
    }

    private void add(
            List<String> lines, String name, String displayName, Set<Role> roles, Set<String> groups, boolean first) {
        var password = Secrets.password();
        if (staff.add(name, displayName, roles, groups, password, first)) {
            lines.add("%-8s %s%s".formatted(name, password, first ? "   (to be changed at first log-in)" : ""));
        }
    }
}
