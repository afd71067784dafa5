package io.hearth.message;

import io.hearth.account.Caller;
import io.hearth.platform.Json;
import io.hearth.platform.Problem;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;

/**
 * Where providers say what became of messages. With {@code hearth.message.reports.secrets} a batch must also be signed
 * after Standard Webhooks.
 */
@RestController
@RequestMapping("/api/v1/messages/reports")
class ReportController {

    private static final int MOST = 500;
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Duration OLDEST = Duration.ofDays(400);

    private final Reports reports;
    private final WebhookSignature signature;
    private final boolean signed;
    private final Clock clock;

    ReportController(Reports reports, MessageSettings settings, Clock clock) {
        this.reports = reports;
        this.signature = new WebhookSignature(settings.reports().secrets());
        this.signed = !settings.reports().secrets().isEmpty();
        this.clock = clock;
    }

    /**
     * @param id the provider's own id of this report, by which it tells repetitions
     * @param message our message's id, or the provider's
     * @param kind delivered, bounced or complained
     * @param lasting of a bounce: whether the address is dead for good
     * @param time when it happened; now, if left out
     */
    record MessageReport(
            String id,
            String message,
            String kind,
            @Nullable Boolean lasting,
            @Nullable String detail,
            @Nullable Instant time) {}

    record MessageReports(List<MessageReport> reports) {}

    /** {@code taken}, {@code known} (it was told before), or {@code unmatched} (there is no such message). */
    record MessageReportAnswer(String id, String result) {}

    record MessageReportAnswers(List<MessageReportAnswer> reports) {}

    @PostMapping
    @PreAuthorize("hasAnyAuthority('SCOPE_REPORTS_WRITE', 'SCOPE_ALL', 'ROLE_OPERATOR')")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = MessageReports.class)))
    MessageReportAnswers take(
            @RequestBody byte[] body,
            @RequestHeader(name = "webhook-id", required = false) @Nullable String id,
            @RequestHeader(name = "webhook-timestamp", required = false) @Nullable String timestamp,
            @RequestHeader(name = "webhook-signature", required = false) @Nullable String signatures) {
        if (signed) {
            check(new String(body, StandardCharsets.UTF_8), id, timestamp, signatures);
        }
        var told = read(body).reports();
        if (told == null || told.isEmpty() || told.size() > MOST) {
            throw invalid("reports", "Expected 1 to " + MOST + " reports.");
        }
        var source = Caller.current().name();
        var wanted = new ArrayList<Report>(told.size());
        for (var i = 0; i < told.size(); i++) {
            wanted.add(report(told.get(i), source, "reports[" + i + "]"));
        }
        var results = reports.take(wanted);
        var answers = new ArrayList<MessageReportAnswer>(results.size());
        for (var i = 0; i < results.size(); i++) {
            answers.add(
                    new MessageReportAnswer(wanted.get(i).id(), results.get(i).label()));
        }
        return new MessageReportAnswers(answers);
    }

    private static MessageReports read(byte[] body) {
        try {
            var batch = Json.mapper().readValue(body, MessageReports.class);
            if (batch != null) {
                return batch;
            }
        } catch (JacksonException unreadable) {
            throw Problem.caller(
                    "request.unreadable", "Expected reports as JSON, but " + unreadable.getOriginalMessage() + ".");
        }
        throw invalid("reports", "Expected 1 to " + MOST + " reports.");
    }

    private Report report(@Nullable MessageReport told, String source, String field) {
        if (told == null) {
            throw invalid(field, "Expected a report, but got nothing.");
        }
        var kind = Report.Kind.of(String.valueOf(told.kind()))
                .orElseThrow(() -> invalid(
                        field + ".kind", "Expected delivered, bounced or complained, but got '" + told.kind() + "'."));
        var at = told.time() == null ? clock.instant() : told.time();
        if (at.isAfter(clock.instant().plus(AHEAD))
                || at.isBefore(clock.instant().minus(OLDEST))) {
            throw invalid(field + ".time", "Expected a time of the last 400 days, but got " + at + ".");
        }
        return new Report(
                source,
                text(told.id(), field + ".id"),
                text(told.message(), field + ".message"),
                kind,
                Boolean.TRUE.equals(told.lasting()),
                told.detail() == null ? null : Reports.cut(told.detail()),
                at);
    }

    private static String text(@Nullable String text, String field) {
        if (text == null || text.isBlank() || text.length() > Report.LONGEST_ID || !Json.isStorable(text)) {
            throw invalid(field, "Expected 1 to " + Report.LONGEST_ID + " characters.");
        }
        return text;
    }

    private void check(String body, @Nullable String id, @Nullable String timestamp, @Nullable String signatures) {
        if (id == null || timestamp == null || signatures == null || !timestamp.matches("[0-9]{1,12}")) {
            throw unsigned("but the headers webhook-id, webhook-timestamp and webhook-signature are not all there.");
        }
        var seconds = Long.parseLong(timestamp);
        if (Duration.between(Instant.ofEpochSecond(seconds), clock.instant())
                        .abs()
                        .compareTo(SKEW)
                > 0) {
            throw unsigned("but it was signed more than five minutes ago.");
        }
        if (!signature.verifies(id, seconds, body, signatures)) {
            throw unsigned("but the signature is another.");
        }
    }

    private static Problem unsigned(String why) {
        return Problem.caller(
                HttpStatus.FORBIDDEN, "report.unsigned", "Expected reports signed after Standard Webhooks, " + why);
    }

    private static Problem invalid(String field, String why) {
        return Problem.caller("request.invalid", why).field(field);
    }
}
