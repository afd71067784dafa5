package io.hearth.contest.contributor;

import io.hearth.contest.Prizes;
import io.hearth.contest.Prizes.Contest;
import io.hearth.contest.Prizes.Winner;
import io.hearth.contest.contributor.AwardTable.Vote;
import io.hearth.contest.contributor.Shortlist.Candidate;
import io.hearth.member.Aliases;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.platform.Problem;
import io.hearth.task.Form;
import io.hearth.task.NewTask;
import io.hearth.task.TaskOrigin;
import io.hearth.task.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** People choose one of the list: a task for each voice, nobody has two, and nobody chooses himself. */
@Component
class Choosing implements TaskOrigin {

    private static final String ORIGIN = "contributor-award";
    private static final Duration WITHIN = Duration.ofDays(7);

    /** A member's identity on this platform is the log-in name of the person who works here. */
    private static final String HERE = "hearth";

    private final AwardTable awards;
    private final Tasks tasks;
    private final Members members;
    private final Aliases aliases;
    private final Prizes prizes;
    private final Clock clock;

    Choosing(AwardTable awards, Tasks tasks, Members members, Aliases aliases, Prizes prizes, Clock clock) {
        this.aliases = aliases;
        this.awards = awards;
        this.tasks = tasks;
        this.members = members;
        this.prizes = prizes;
        this.clock = clock;
    }

    /** Asks for as many voices as the award wants; in the caller's transaction. */
    void ask(ContributorAward award, LocalDate month, List<Candidate> candidates, Instant at) {
        var form = form(candidates);
        for (int voice = 1; voice <= award.voters(); voice++) {
            tasks.open(new NewTask(
                    ORIGIN,
                    award.id() + "/" + month + "/" + voice,
                    "评选 · Choose: " + award.nameZh() + " · " + award.nameEn() + " "
                            + month.toString().substring(0, 7),
                    award.community(),
                    null,
                    Set.of(award.voterGroup()),
                    null,
                    form,
                    at.plus(WITHIN),
                    Map.of("award", Long.toString(award.id()), "month", month.toString())));
        }
    }

    private Form form(List<Candidate> candidates) {
        var profiles =
                members.profiles(candidates.stream().map(Candidate::member).toList());
        var options = candidates.stream()
                .map(one -> {
                    var profile = profiles.get(one.member());
                    var name = profile == null || profile.name() == null
                            ? one.member().toString()
                            : profile.name() + " " + one.member();
                    var label = one.place() + ". " + name + " (" + one.score() + ")";
                    return new Form.Option(one.member().toString(), new Form.Label(label, label));
                })
                .toList();
        return new Form(List.of(
                new Form.Field("member", Form.Type.CHOICE, new Form.Label("人选", "Whom"), true, null, null, options),
                new Form.Field("reason", Form.Type.TEXT, new Form.Label("理由", "Why"), true, 1L, 1_000L, List.of())));
    }

    @Override
    public String name() {
        return ORIGIN;
    }

    @Override
    public void lock(String originId) {
        var parts = originId.split("/", 3);
        awards.lock(Long.parseLong(parts[0]), LocalDate.parse(parts[1]));
    }

    @Override
    public void completed(String originId, Map<String, Object> answers, String by) {
        var parts = originId.split("/", 3);
        var award = awards.find(Long.parseLong(parts[0])).orElseThrow();
        var month = LocalDate.parse(parts[1]);
        // The list was made before; whoever is on it may be the same person as another by now.
        var member = aliases.of(MemberId.parse(String.valueOf(answers.get("member"))));
        if (members.identities(aliases.group(member)).values().stream()
                .flatMap(List::stream)
                .anyMatch(identity -> identity.platform().equals(HERE)
                        && identity.externalId().equals(by))) {
            throw refused("contributor.oneself", by, "that is " + by + " as a member");
        }
        var vote = new Vote(by, member, String.valueOf(answers.get("reason")), clock.instant());
        if (!awards.vote(award.id(), month, vote)) {
            throw refused("contributor.voted", by, by + " has chosen already");
        }
        var votes = awards.votes(award.id(), month);
        if (votes.size() >= award.voters()) {
            chosen(award, month, winner(votes, awards.candidates(award.id(), month)), by);
        }
    }

    /** Most voices; of those with as many, the one who stands further up the list. */
    private static Candidate winner(List<Vote> votes, List<Candidate> candidates) {
        var voices = votes.stream().collect(Collectors.groupingBy(Vote::member, Collectors.counting()));
        return candidates.stream()
                .max(Comparator.comparing((Function<Candidate, Long>) one -> voices.getOrDefault(one.member(), 0L))
                        .thenComparing(Candidate::place, Comparator.reverseOrder()))
                .orElseThrow();
    }

    private void chosen(ContributorAward award, LocalDate month, Candidate winner, String by) {
        awards.choose(award.id(), month, winner.member(), award.template() != null, clock.instant());
        if (award.prize() != null) {
            prizes.give(
                    new Contest(
                            "contributor-award/" + award.id() + "/"
                                    + month.toString().substring(0, 7),
                            award.nameEn(),
                            award.community(),
                            by),
                    List.of(new Winner(
                            1,
                            winner.member(),
                            award.prize(),
                            winner.place() + ". of the list with " + winner.score())));
        }
    }

    private static Problem refused(String code, String by, String why) {
        return Problem.caller(
                HttpStatus.CONFLICT, code, "Expected " + by + " to choose another contributor, but " + why + ".");
    }
}
