package io.hearth.studio.draft;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.account.People;
import io.hearth.account.Role;
import io.hearth.platform.Problem;
import io.hearth.studio.draft.Asking.State;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks people whether a draft may be published: never somebody who changed it or asked, never one person twice, and about
 * exactly the files as they are. No answer in time means no.
 */
@Service
class ReleaseApprovals {

    private static final Set<Role> MAY_APPROVE = Set.of(Role.APPROVER, Role.ADMINISTRATOR);

    private final Workbench workbench;
    private final DraftTable drafts;
    private final AskingTable table;
    private final CheckTable checks;
    private final ReleaseRules rules;
    private final DraftFacts facts;
    private final ApprovalTasks tasks;
    private final People people;
    private final StudioLimits limits;
    private final Audit audit;
    private final Clock clock;

    ReleaseApprovals(
            Workbench workbench,
            DraftTable drafts,
            AskingTable table,
            CheckTable checks,
            ReleaseRules rules,
            DraftFacts facts,
            ApprovalTasks tasks,
            People people,
            StudioLimits limits,
            Audit audit,
            Clock clock) {
        this.workbench = workbench;
        this.drafts = drafts;
        this.table = table;
        this.checks = checks;
        this.rules = rules;
        this.facts = facts;
        this.tasks = tasks;
        this.people = people;
        this.limits = limits;
        this.audit = audit;
        this.clock = clock;
    }

    /** Who would be asked now, and why. */
    List<ReleaseRules.Wanted> wanted(Draft draft) {
        return rules.of(facts.of(draft));
    }

    @Transactional
    Asking ask(long id, String hash, String remark) {
        var draft = workbench.lockOpen(id);
        workbench.requireReady(draft, hash);
        var check = checks.latest(id);
        if (check.isEmpty() || !check.get().allows(draft)) {
            throw Workbench.refused(
                    "draft.unchecked",
                    "a check of draft %d as it is now that found nothing to fix".formatted(id),
                    "there is none");
        }
        if (table.latest(id).filter(asking -> asking.waits(clock.instant())).isPresent()) {
            throw Workbench.refused("draft.asked", "to ask once about draft %d".formatted(id), "it waits already");
        }
        var by = Caller.current().name();
        var told = facts.of(draft);
        var wanted = rules.of(told);
        requirePeople(draft, wanted, by);
        var now = clock.instant();
        long asking = table.add(draft, remark, told, wanted, by, now, now.plus(limits.answerWithin()));
        audit.record(
                "draft.approval-asked",
                Workbench.name(id),
                null,
                Map.of(
                        "hash", draft.hash(),
                        "of", wanted.stream().map(ReleaseRules.Wanted::people).toList(),
                        "facts", told));
        var asked = table.find(asking).orElseThrow();
        tasks.open(draft, asked);
        return asked;
    }

    /**
     * What one person says about the draft as they saw it.
     *
     * @param hash of the files that they looked at
     * @param as the group for which they answer; null for whichever still has to
     */
    @Transactional
    Asking say(long id, String hash, boolean yes, @Nullable String remark, @Nullable String as) {
        var caller = Caller.current();
        var draft = workbench.lockOpen(id);
        var asking = table.latest(id)
                .filter(one -> one.waits(clock.instant()))
                .orElseThrow(() -> Workbench.refused(
                        "draft.not-asked",
                        "draft %d to wait for approval".formatted(id),
                        "it does not, or not any more"));
        if (!asking.hash().equals(draft.hash()) || !asking.hash().equals(hash)) {
            throw Workbench.refused(
                    "draft.changed", "an answer about the files as they are", "they were changed since");
        }
        requireOther(draft, asking, caller);
        var question = asking.approvals().stream()
                .filter(one -> one.said() == null && mayAnswer(caller, one.people()))
                .filter(one -> as == null || as.equals(one.people()))
                // The group first, so that whoever is in it leaves the general question to others.
                .max(java.util.Comparator.comparing(one -> !one.people().equals(limits.approvers())))
                .orElseThrow(() -> Problem.caller(
                        HttpStatus.FORBIDDEN,
                        "draft.not-asked-you",
                        "Expected somebody of the groups that still have to answer about draft %d, but %s is in none of them."
                                .formatted(id, caller.name())));
        if (!yes && (remark == null || remark.isBlank())) {
            throw Problem.caller("draft.remark", "Expected a reason for the refusal, but got none.")
                    .field("remark");
        }
        table.say(asking.id(), question.people(), yes, caller.name(), remark, clock.instant());
        var answered = table.find(asking.id()).orElseThrow();
        tasks.cancel(asking, question.people());
        if (!yes) {
            end(answered, State.REFUSED);
        } else if (answered.approvals().stream().allMatch(one -> Boolean.TRUE.equals(one.said()))) {
            end(answered, State.APPROVED);
        }
        audit.record(
                yes ? "draft.approved" : "draft.refused",
                Workbench.name(id),
                null,
                Map.of("hash", hash, "as", question.people(), "remark", remark == null ? "" : remark));
        return table.find(asking.id()).orElseThrow();
    }

    @Transactional
    Asking withdraw(long id) {
        workbench.lockOpen(id);
        var asking = table.latest(id)
                .filter(one -> one.state() == State.WAITING || one.state() == State.APPROVED)
                .orElseThrow(() -> Workbench.refused(
                        "draft.not-asked", "draft %d to wait for approval".formatted(id), "it does not"));
        end(asking, State.WITHDRAWN);
        audit.record("draft.approval-withdrawn", Workbench.name(id), Map.of("hash", asking.hash()), null);
        return table.find(asking.id()).orElseThrow();
    }

    /** Any change of the files voids what was agreed to. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void changed(DraftChanged change) {
        table.latest(change.draft())
                .filter(one -> one.state() == State.WAITING || one.state() == State.APPROVED)
                .filter(one -> !change.open() || !one.hash().equals(change.hash()))
                .ifPresent(one -> end(one, State.VOID));
    }

    /** What nobody answered in time is refused; what nobody published in time has to be asked again. */
    @Scheduled(fixedDelayString = "${hearth.studio.expiry-look:30s}")
    @Transactional
    public void expire() {
        var now = clock.instant();
        for (var id : table.over(now)) {
            drafts.lock(id);
            table.latest(id)
                    .filter(one -> one.state() == State.WAITING || one.state() == State.APPROVED)
                    .filter(one -> !now.isBefore(one.expiresAt()))
                    .ifPresent(one -> end(one, State.EXPIRED));
        }
    }

    private void end(Asking asking, State state) {
        table.end(asking.id(), state);
        asking.approvals().forEach(one -> tasks.cancel(asking, one.people()));
    }

    private void requireOther(Draft draft, Asking asking, Caller caller) {
        if (drafts.authors(draft.id()).contains(caller.name())
                || asking.askedBy().equals(caller.name())) {
            throw Problem.caller(
                    HttpStatus.FORBIDDEN,
                    "draft.own",
                    "Expected somebody to answer who neither changed draft %d nor asked, but %s did."
                            .formatted(draft.id(), caller.name()));
        }
        if (asking.approvals().stream().anyMatch(one -> caller.name().equals(one.by()))) {
            throw Workbench.refused("draft.twice", "another person to agree as well", caller.name() + " has answered");
        }
    }

    /** Any approver may answer for everybody; for a group its people only. */
    private boolean mayAnswer(Caller caller, String asked) {
        return MAY_APPROVE.stream().anyMatch(caller::may)
                && (asked.equals(limits.approvers()) || caller.groups().contains(asked));
    }

    /** Nobody should wait for an answer that can't come. */
    private void requirePeople(Draft draft, List<ReleaseRules.Wanted> wanted, String by) {
        var all = new HashSet<String>();
        for (var one : wanted) {
            var others = new HashSet<>(people.withRole(MAY_APPROVE));
            if (!one.people().equals(limits.approvers())) {
                others.retainAll(people.inGroup(one.people()));
            }
            others.removeAll(drafts.authors(draft.id()));
            others.remove(by);
            if (others.isEmpty()) {
                throw Workbench.refused(
                        "draft.nobody",
                        "somebody who may approve, in group '%s', besides the authors".formatted(one.people()),
                        "there is nobody; people, roles and groups are on the page about people");
            }
            all.addAll(others);
        }
        if (all.size() < wanted.size()) {
            throw Workbench.refused(
                    "draft.nobody",
                    wanted.size() + " people besides the authors, who may approve it",
                    "there is only " + String.join(", ", all));
        }
    }
}
