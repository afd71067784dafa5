package io.hearth.studio.draft;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the rules about approvals are told of a draft: numbers only, named as the catalogue names the event's fields. */
@Component
class DraftFacts {

    private final Workbench workbench;
    private final Impacts impacts;
    private final JdbcClient sql;

    DraftFacts(Workbench workbench, Impacts impacts, JdbcClient sql) {
        this.workbench = workbench;
        this.impacts = impacts;
        this.sql = sql;
    }

    Map<String, Object> of(Draft draft) {
        var paths = workbench.changes(draft.id()).stream().map(Change::path).toList();
        var impact = impacts.of(draft);
        var facts = new LinkedHashMap<String, Object>();
        facts.put("files", paths.size());
        facts.put("rules", under(paths, "rules/"));
        facts.put("workflows", under(paths, "bpmn/"));
        facts.put("templates", under(paths, "templates/"));
        facts.put("approvals", under(paths, "rules/" + ReleaseRules.RULEBOOK + "/"));
        facts.put("replays", impact.replayed() ? 1 : 0);
        facts.put("points", impact.points());
        facts.put("members", impact.members());
        facts.put("runs", impact.runs());
        facts.put("releases", releasesOf(draft));
        return facts;
    }

    private static long under(java.util.List<String> paths, String folder) {
        return paths.stream().filter(path -> path.startsWith(folder)).count();
    }

    /** How many drafts of its author were published. */
    private long releasesOf(Draft draft) {
        return sql.sql("select count(*) from draft where created_by = :by and state = 'published'")
                .param("by", draft.createdBy())
                .query(Long.class)
                .single();
    }
}
