package io.hearth.journey.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code run_ask}: who is asked at a step, and what each has said. */
final class AskTable {

    private final JdbcClient sql;

    AskTable(JdbcTemplate jdbc) {
        this.sql = JdbcClient.create(jdbc);
    }

    /** How many are asked, and how many have said what. */
    record Count(int asked, int yes, int no) {}

    void open(UUID run, String visit, Collection<String> people) {
        sql.sql("insert into run_ask (run, visit, person) select :run, :visit, p from unnest(:people) p")
                .param("run", run)
                .param("visit", visit)
                .param("people", people.toArray(String[]::new))
                .update();
    }

    /** Notes what somebody said in a person's place; false if that one has spoken already, there or in another's place. */
    boolean say(UUID run, String visit, String person, String by, boolean yes, Instant now) {
        return sql.sql("""
                        update run_ask set yes = :yes, by_whom = :by, at = :now
                        where run = :run and visit = :visit and person = :person and yes is null
                            and not exists (
                                select 1 from run_ask o where o.run = :run and o.visit = :visit and o.by_whom = :by)
                        """)
                        .param("yes", yes)
                        .param("by", by)
                        .param("now", Times.column(now))
                        .param("run", run)
                        .param("visit", visit)
                        .param("person", person)
                        .update()
                == 1;
    }

    Count count(UUID run, String visit) {
        return sql.sql("""
                        select count(*) as asked, count(*) filter (where yes) as yes, count(*) filter (where not yes) as no
                        from run_ask where run = :run and visit = :visit
                        """)
                .param("run", run)
                .param("visit", visit)
                .query(Count.class)
                .single();
    }

    List<String> unanswered(UUID run, String visit) {
        return sql.sql("select person from run_ask where run = :run and visit = :visit and yes is null order by person")
                .param("run", run)
                .param("visit", visit)
                .query(String.class)
                .list();
    }
}
