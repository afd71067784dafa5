package io.hearth.studio.draft;

import io.hearth.community.Communities;
import io.hearth.task.Form;
import io.hearth.task.NewTask;
import io.hearth.task.Tasks;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The question as work in the inbox of the group that is asked. */
@Component
class ApprovalTasks {

    static final String ORIGIN = "draft";
    static final String YES = "approved";
    static final String REMARK = "remark";

    private final ObjectProvider<Tasks> tasks;
    private final Communities communities;

    ApprovalTasks(ObjectProvider<Tasks> tasks, Communities communities) {
        this.tasks = tasks;
        this.communities = communities;
    }

    void open(Draft draft, Asking asking) {
        for (var one : asking.approvals()) {
            tasks.getObject()
                    .open(new NewTask(
                            ORIGIN,
                            id(asking, one.people()),
                            "批准发布 Approve release",
                            communities.usual(),
                            null,
                            Set.of(one.people()),
                            null,
                            form(),
                            asking.expiresAt(),
                            Map.of(
                                    "draft", Long.toString(draft.id()),
                                    "subject", draft.title(),
                                    "author", draft.createdBy(),
                                    "why", draft.why(),
                                    "reasons", String.join(", ", one.reasons()))));
        }
    }

    /** Does nothing where the task is done, or was taken back before. */
    void cancel(Asking asking, String people) {
        tasks.getObject().cancel(ORIGIN, id(asking, people));
    }

    private static String id(Asking asking, String people) {
        return asking.id() + "/" + people;
    }

    private static Form form() {
        return new Form(List.of(
                new Form.Field(YES, Form.Type.BOOLEAN, new Form.Label("同意发布", "Approved"), true, null, null, List.of()),
                new Form.Field(REMARK, Form.Type.TEXT, new Form.Label("说明", "Remark"), false, null, 500L, List.of())));
    }
}
