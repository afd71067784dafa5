package io.hearth.collaboration;

import io.hearth.account.Audit;
import io.hearth.journey.RunSubject;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Keeps what people answer at the steps of collaborations, in the transaction that moves the run, and lets the run go on
 * with choices, numbers and dates only: texts, links and references stay here. A step's stage says what its answers mean.
 */
@Component
class Steps implements RunSubject {

    private static final String US = "us";
    private static final String PARTNER = "partner";

    private final CollaborationTable collaborations;
    private final Records records;
    private final Audit audit;
    private final Clock clock;

    Steps(CollaborationTable collaborations, Records records, Audit audit, Clock clock) {
        this.collaborations = collaborations;
        this.records = records;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Optional<Map<String, String>> opened(Step step) {
        var about = collaborations.ofRun(step.journey(), step.number());
        about.ifPresent(found -> {
            if (step.stage() != null) {
                collaborations.stage(found.id(), step.stage());
            }
        });
        return about.map(found -> Map.of(
                "collaboration", Long.toString(found.id()),
                "partner", Long.toString(found.partner()),
                "owner", found.owner(),
                "subject", found.title()));
    }

    @Override
    public Optional<Map<String, Object>> answered(Step step, Map<String, Object> answers, String by) {
        return collaborations.ofRun(step.journey(), step.number()).map(found -> {
            var stage = step.stage() == null ? found.stage() : step.stage();
            var said = new Answers(answers);
            if (records.act(
                    found.id(), step.visit(), new Records.Act(stage, step.element(), by, clock.instant(), answers))) {
                take(found, stage, step.visit(), said, by);
                audit.record(
                        "collaboration." + stage,
                        subject(found),
                        null,
                        Map.of("step", step.element(), "by", by, "answers", said.flags()));
            }
            return said.flags();
        });
    }

    @Override
    public boolean brokenOff(String journey, int number, String by, String reason) {
        var found = collaborations.ofRun(journey, number).filter(one -> one.isUnderWay() && one.cancelledBy() == null);
        found.ifPresent(one -> {
            collaborations.cancelled(one.id(), by, reason);
            audit.record("collaboration.cancelled", subject(one), null, Map.of("stage", one.stage()));
        });
        return found.isPresent();
    }

    /** A workflow that never says how it ended has done what it was for. */
    @Override
    public void over(String journey, int number, boolean cancelled) {
        collaborations.ofRun(journey, number).ifPresent(found -> {
            var as = cancelled ? Collaboration.State.CANCELLED : Collaboration.State.DONE;
            if (collaborations.close(found.id(), as)) {
                audit.record("collaboration.closed", subject(found), null, Map.of("as", as.label()));
            }
        });
    }

    private static String subject(Collaboration about) {
        return "collaboration " + about.id();
    }

    private void take(Collaboration about, String stage, String visit, Answers said, String by) {
        switch (stage) {
            case "reply" -> reply(about, visit, said, by);
            case "negotiation" -> negotiated(about, visit, said, by);
            case "draft" -> said.text("draftLink").ifPresent(link -> Plan.link(link, "draftLink"));
            case "publication" -> published(about, said);
            case "verification" ->
                said.text("verified")
                        .ifPresent(word -> collaborations.verified(about.id(), word.equals("yes") ? by : null));
            case "figures" -> records.figures(about.id(), visit, "reported", said.numbers());
            case "payment" -> said.number("paid").ifPresent(amount -> paid(about, visit, said, amount, by));
            case "settlement" ->
                said.number("settled")
                        .ifPresent(amount -> owed(about, visit, "settlement", amount, null, by, "settled"));
            case "retrospective" ->
                said.number("rating").ifPresent(rating -> collaborations.rated(about.id(), rating.intValue()));
            default -> {
                // Other stages are words about the work; what was said is in the record of the step.
            }
        }
    }

    private void reply(Collaboration about, String visit, Answers said, String by) {
        var reply = said.text("reply").orElse("");
        if (reply.equals("counter")) {
            var asked = said.number("asked")
                    .filter(amount -> amount > 0)
                    .orElseThrow(() -> refused("collaboration.amount", "the fee that the partner asks for", "asked"));
            records.offer(about.id(), visit, PARTNER, asked, by);
        } else if (reply.equals("yes")) {
            agree(about, US);
        }
    }

    private void negotiated(Collaboration about, String visit, Answers said, String by) {
        var answer = said.text("answer").orElse("");
        if (answer.equals("counter")) {
            var offer = said.number("offer")
                    .orElseThrow(() -> refused("collaboration.amount", "the fee that we offer now", "offer"));
            records.offer(about.id(), visit, US, offer, by);
        } else if (answer.equals("accept") || said.yes("lastWord")) {
            agree(about, PARTNER);
        }
    }

    /** The fee is what the other side was offered last. */
    private void agree(Collaboration about, String side) {
        records.lastOffer(about.id(), side).ifPresent(fee -> collaborations.agreed(about.id(), fee));
    }

    private void published(Collaboration about, Answers said) {
        var link = said.text("link").orElse("");
        Plan.link(link, "link");
        var on = said.text("publishedOn")
                .map(LocalDate::parse)
                .orElse(LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC));
        collaborations.published(about.id(), link, said.yes("disclosed"), on);
    }

    private void paid(Collaboration about, String visit, Answers said, long amount, String by) {
        owed(about, visit, "fee", amount, said.text("reference").orElse(null), by, "paid");
    }

    private void owed(
            Collaboration about,
            String visit,
            String kind,
            long amount,
            @Nullable String reference,
            String by,
            String field) {
        long fee = about.fee() == null ? 0 : about.fee();
        if (amount > fee) {
            throw Problem.caller(
                            HttpStatus.CONFLICT,
                            "collaboration.too-much",
                            "Expected to pay at most the fee of %d that was agreed, but got %d.".formatted(fee, amount))
                    .field(field);
        }
        if (!records.pay(about.id(), visit, kind, amount, reference, by)) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "collaboration.paid",
                    "Expected to pay collaboration %d once, but it is paid already.".formatted(about.id()));
        }
    }

    private static Problem refused(String code, String expected, String field) {
        return Problem.caller(code, "Expected %s, but none was given.".formatted(expected))
                .field(field);
    }

    /** Answers to a form, by field. */
    private record Answers(Map<String, Object> given) {

        Optional<String> text(String field) {
            return Optional.ofNullable(given.get(field)).map(Object::toString).filter(text -> !text.isBlank());
        }

        Optional<Long> number(String field) {
            return given.get(field) instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
        }

        boolean yes(String field) {
            return Boolean.TRUE.equals(given.get(field));
        }

        Map<String, Object> numbers() {
            var numbers = new LinkedHashMap<String, Object>();
            given.forEach((field, answer) -> {
                if (answer instanceof Number number) {
                    numbers.put(field, number.longValue());
                }
            });
            return numbers;
        }

        /** Choices, numbers and yes or no: short words, and nothing that somebody wrote freely. */
        Map<String, Object> flags() {
            var flags = new LinkedHashMap<String, Object>();
            given.forEach((field, answer) -> {
                if (answer instanceof Number number) {
                    flags.put(field, number.longValue());
                } else if (answer instanceof Boolean
                        || answer.toString().matches("[a-z][a-z-]{0,19}|\\d{4}-\\d\\d-\\d\\d")) {
                    flags.put(field, answer);
                }
            });
            return flags;
        }
    }
}
