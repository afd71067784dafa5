package io.hearth.decision.engine;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of compiled rulebooks, which all nodes share. */
@Component
class CompiledTable implements CompiledStore {

    private final JdbcClient jdbc;

    CompiledTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Stored> find(String source) {
        return jdbc.sql("""
                        update compiled_rulebook set used_at = now() where source = :source
                        returning code, code_hash
                        """)
                .param("source", source)
                .query((row, n) -> new Stored(row.getBytes("code"), row.getString("code_hash")))
                .optional();
    }

    @Override
    public void keep(String source, Stored compiled) {
        jdbc.sql("""
                        insert into compiled_rulebook (source, code, code_hash, used_at)
                        values (:source, :code, :hash, now())
                        on conflict (source) do update set code = excluded.code, code_hash = excluded.code_hash, used_at = now()
                        """)
                .param("source", source)
                .param("code", compiled.bytes())
                .param("hash", compiled.hash())
                .update();
        jdbc.sql("delete from compiled_rulebook where used_at < now() - interval '90 days'")
                .update();
    }
}
