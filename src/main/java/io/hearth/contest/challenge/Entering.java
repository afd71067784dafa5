package io.hearth.contest.challenge;

import io.hearth.community.Membership;
import io.hearth.community.Memberships;
import io.hearth.contest.challenge.Challenge.Measure;
import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.platform.Problem;
import io.hearth.segment.Segments;
import io.hearth.task.NewTask;
import io.hearth.task.Tasks;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Lets members into a challenge, and hands what is to be judged to people. */
@Component
class Entering {

    private final EntryTable entries;
    private final Memberships memberships;
    private final Segments segments;
    private final Tasks tasks;

    Entering(EntryTable entries, Memberships memberships, Segments segments, Tasks tasks) {
        this.entries = entries;
        this.memberships = memberships;
        this.segments = segments;
        this.tasks = tasks;
    }

    /** Enters a member who may; entering again changes nothing. In the caller's transaction. */
    void enter(Challenge challenge, MemberId member, @Nullable String text, @Nullable String link, Instant at) {
        why(challenge, member, text, link, at).ifPresent(reason -> {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "challenge." + reason,
                    "Expected to enter " + member + " into challenge " + challenge.id() + ", but "
                            + told(reason, challenge) + ".");
        });
        if (entries.insert(challenge.id(), member, at, text, link, null)) {
            askJudges(challenge, member, text, link);
        }
    }

    /** Enters a member who asked by an event; where he may not, the entry says why and is not ranked. */
    void enterOrNote(Challenge challenge, MemberId member, @Nullable String text, @Nullable String link, Instant at) {
        var reason = why(challenge, member, text, link, at);
        boolean entered = entries.insert(
                challenge.id(),
                member,
                at,
                text,
                link,
                reason.map(word -> "not-allowed: " + word).orElse(null));
        if (entered && reason.isEmpty()) {
            askJudges(challenge, member, text, link);
        }
    }

    private Optional<String> why(
            Challenge challenge, MemberId member, @Nullable String text, @Nullable String link, Instant at) {
        if (!challenge.isOn(at)) {
            return Optional.of("not-on");
        }
        var key = new MembershipKey(challenge.community(), member);
        if (!memberships
                .load(Set.of(key))
                .getOrDefault(key, Membership.none(key))
                .isInside()) {
            return Optional.of("no-member");
        }
        if (challenge.segment() != null
                && segments.among(challenge.segment(), challenge.community(), Set.of(member))
                        .isEmpty()) {
            return Optional.of("not-in-segment");
        }
        return challenge.measure() == Measure.JUDGED && text == null && link == null
                ? Optional.of("nothing-to-judge")
                : Optional.empty();
    }

    private static String told(String reason, Challenge challenge) {
        return switch (reason) {
            case "not-on" -> "it lasts from " + challenge.startsAt() + " to " + challenge.endsAt();
            case "no-member" -> "that is no active member of " + challenge.community();
            case "not-in-segment" -> "that member is not in segment '" + challenge.segment() + "'";
            default -> "there is neither a text nor a link to judge";
        };
    }

    private void askJudges(Challenge challenge, MemberId member, @Nullable String text, @Nullable String link) {
        if (challenge.measure() != Measure.JUDGED) {
            return;
        }
        var about = new LinkedHashMap<String, String>();
        about.put("challenge", Long.toString(challenge.id()));
        if (text != null) {
            about.put("entry", text);
        }
        if (link != null) {
            about.put("link", link);
        }
        for (int judge = 1; judge <= challenge.judges(); judge++) {
            tasks.open(new NewTask(
                    Judging.ORIGIN,
                    Judging.id(challenge.id(), member, judge),
                    "评审 · Judge: " + challenge.nameZh() + " · " + challenge.nameEn(),
                    challenge.community(),
                    member,
                    Set.of(Objects.requireNonNull(challenge.judgeGroup())),
                    null,
                    Judging.FORM,
                    challenge.endsAt(),
                    about));
        }
    }
}
