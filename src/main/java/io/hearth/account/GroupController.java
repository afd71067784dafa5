package io.hearth.account;

import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Groups of people, whose members share an inbox. */
@RestController
@RequestMapping("/api/v1/groups")
class GroupController {

    private final JdbcClient sql;
    private final Staff staff;
    private final People people;
    private final Audit audit;

    GroupController(JdbcClient sql, Staff staff, People people, Audit audit) {
        this.sql = sql;
        this.staff = staff;
        this.people = people;
        this.audit = audit;
    }

    record Group(String name, List<String> members) {}

    record NewGroup(
            @NotNull @Pattern(regexp = PeopleController.NAME)
            String name) {}

    @GetMapping
    Page<Group> all() {
        var groups = sql.sql("""
                SELECT g.name, ARRAY(
                    SELECT person FROM people_group_member WHERE people_group = g.name ORDER BY person) AS members
                FROM people_group g ORDER BY g.name""")
                .query((row, number) -> new Group(row.getString("name"), People.texts(row.getArray("members"))))
                .list();
        return new Page<>(groups, null);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    public Group add(@Valid @RequestBody NewGroup group) {
        staff.addGroup(group.name());
        audit.record("group.added", "group " + group.name(), null, null);
        return new Group(group.name(), List.of());
    }

    @PutMapping("/{group}/members/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    public void join(@PathVariable String group, @PathVariable String name) {
        requireGroup(group);
        if (people.find(name).isEmpty()) {
            throw Problem.notFound("person", name);
        }
        staff.join(group, name);
        audit.record("group.joined", "group " + group, null, name);
    }

    @DeleteMapping("/{group}/members/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    public void leave(@PathVariable String group, @PathVariable String name) {
        requireGroup(group);
        staff.leave(group, name);
        audit.record("group.left", "group " + group, name, null);
    }

    private void requireGroup(String group) {
        boolean known = sql.sql("SELECT EXISTS (SELECT 1 FROM people_group WHERE name = :group)")
                .param("group", group)
                .query(Boolean.class)
                .single();
        if (!known) {
            throw Problem.notFound("group", group);
        }
    }
}
