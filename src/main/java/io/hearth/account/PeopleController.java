package io.hearth.account;

import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People who work here. */
@RestController
@RequestMapping("/api/v1/people")
class PeopleController {

    static final String NAME = "[a-z0-9][a-z0-9._-]{0,63}";

    private final Staff staff;

    PeopleController(Staff staff) {
        this.staff = staff;
    }

    record Entry(String name, String displayName, Set<Role> roles, Set<String> groups, boolean active) {
        static Entry of(Staff.Entry entry) {
            var person = entry.person();
            return new Entry(person.name(), person.displayName(), person.roles(), person.groups(), entry.active());
        }
    }

    record NewPerson(
            @NotNull @Pattern(regexp = NAME) String name,
            @NotNull @Size(min = 1, max = 100) String displayName,
            @NotNull Set<Role> roles,
            @Nullable Set<@Pattern(regexp = NAME) String> groups) {}

    record Change(
            @Nullable @Size(min = 1, max = 100) String displayName,
            @Nullable Set<Role> roles,
            @Nullable Boolean active,
            @Nullable Boolean resetPassword) {}

    /** The password is random, shown to the administrator once, and has to be changed at the first log-in. */
    record WithPassword(String name, @Nullable String password) {}

    @GetMapping
    Page<Entry> all() {
        return new Page<>(staff.all().stream().map(Entry::of).toList(), null);
    }

    @GetMapping("/{name}")
    Entry one(@PathVariable String name) {
        return staff.all().stream()
                .filter(entry -> entry.person().name().equals(name))
                .findFirst()
                .map(Entry::of)
                .orElseThrow(() -> Problem.notFound("person", name));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    WithPassword add(@Valid @RequestBody NewPerson person) {
        var password = Secrets.password();
        var groups = person.groups() == null ? Set.<String>of() : person.groups();
        if (!staff.add(person.name(), person.displayName(), person.roles(), groups, password, true)) {
            throw Problem.caller(
                            HttpStatus.CONFLICT,
                            "person.exists",
                            "Expected to add person '" + person.name() + "', but there is one of that name.")
                    .field("name");
        }
        return new WithPassword(person.name(), password);
    }

    @PatchMapping("/{name}")
    WithPassword change(@PathVariable String name, @Valid @RequestBody Change change) {
        staff.change(name, change.displayName(), change.roles(), change.active());
        if (!Boolean.TRUE.equals(change.resetPassword())) {
            return new WithPassword(name, null);
        }
        var password = Secrets.password();
        staff.resetPassword(name, password);
        return new WithPassword(name, password);
    }
}
