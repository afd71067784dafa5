package io.hearth.studio.draft;

import io.hearth.task.TaskOrigin;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes answers that people gave in their inbox. */
@Component
class ApprovalAnswers implements TaskOrigin {

    private final AskingTable table;
    private final DraftTable drafts;
    private final ReleaseApprovals approvals;

    ApprovalAnswers(AskingTable table, DraftTable drafts, ReleaseApprovals approvals) {
        this.table = table;
        this.drafts = drafts;
        this.approvals = approvals;
    }

    @Override
    public String name() {
        return ApprovalTasks.ORIGIN;
    }

    @Override
    public void lock(String originId) {
        drafts.lock(asking(originId).draft());
    }

    @Override
    public void completed(String originId, Map<String, Object> answers, String by) {
        var asking = asking(originId);
        @Nullable String remark = answers.get(ApprovalTasks.REMARK) instanceof String text ? text : null;
        approvals.say(
                asking.draft(),
                asking.hash(),
                Boolean.TRUE.equals(answers.get(ApprovalTasks.YES)),
                remark,
                originId.substring(originId.indexOf('/') + 1));
    }

    private Asking asking(String originId) {
        return table.find(Long.parseLong(originId.substring(0, originId.indexOf('/'))))
                .orElseThrow();
    }
}
