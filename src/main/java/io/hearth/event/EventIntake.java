package io.hearth.event;

import io.hearth.account.Caller;
import io.hearth.platform.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes events: one, a batch, or a stream of lines. Answers when they are durable, with one result an event. */
@RestController
@RequestMapping("/api/v1/events")
class EventIntake {

    private static final int CHUNK = 500;
    /** How long a stream of lines is held up before it is refused: its sender reads our answer only at the end. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventLog log;
    private final KnownCommunities communities;
    private final EventProperties properties;
    private final EventMetrics metrics;
    private final Clock clock;

    EventIntake(
            EventLog log, KnownCommunities communities, EventProperties properties, EventMetrics metrics, Clock clock) {
        this.log = log;
        this.communities = communities;
        this.properties = properties;
        this.metrics = metrics;
        this.clock = clock;
    }

    @PostMapping
    void accept(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getHeader("ce-id") != null) {
            throw unsupported("Expected a CloudEvent in structured mode, but its attributes are in the headers.");
        }
        var type = mediaType(request);
        if (!type.equals("application/x-ndjson")) {
            log.requireRoom();
        }
        try {
            switch (type) {
                case "application/cloudevents+json" ->
                    one(whole(request, properties.largestEvent().toBytes()), response);
                case "application/cloudevents-batch+json" ->
                    batch(whole(request, properties.largestBatch().toBytes()), response);
                case "application/json" ->
                    oneOrBatch(whole(request, properties.largestBatch().toBytes()), response);
                case "application/x-ndjson" -> lines(body(request), response);
                default ->
                    throw unsupported("Expected application/cloudevents+json, application/cloudevents-batch+json,"
                            + " application/json or application/x-ndjson, but got another type.");
            }
        } catch (ZipException e) {
            throw Problem.caller("event.malformed", "Expected a body in gzip, but it is not.");
        }
    }

    private void oneOrBatch(byte[] body, HttpServletResponse response) throws IOException {
        int at = 0;
        while (at < body.length && Character.isWhitespace(body[at])) {
            at++;
        }
        if (at < body.length && body[at] == '[') {
            batch(body, response);
        } else if (body.length > properties.largestEvent().toBytes()) {
            throw tooLarge(properties.largestEvent().toBytes());
        } else {
            one(body, response);
        }
    }

    private void one(byte[] body, HttpServletResponse response) throws IOException {
        var read = reader().read(body, 0, body.length);
        if (read.event() == null) {
            metrics.refused(1);
            throw problem(read.refusal());
        }
        var result = log.append(List.of(read.event())).get(0);
        if (result.refusal() != null) {
            throw problem(result.refusal());
        }
        var status = result.status() == EventLog.Result.Status.ACCEPTED ? HttpStatus.ACCEPTED : HttpStatus.OK;
        answer(response, status, List.of(new IntakeAnswer.Line(read.id(), result)));
    }

    private void batch(byte[] body, HttpServletResponse response) throws IOException {
        var elements = new BatchSplitter(body, body.length);
        if (!elements.split()) {
            throw Problem.caller("event.malformed", "Expected a batch as a JSON array, but it is not well-formed.");
        }
        if (elements.count() > properties.longestBatch()) {
            throw Problem.caller(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "event.batch-size",
                    "Expected at most " + properties.longestBatch() + " events, but got " + elements.count() + ".");
        }
        var reader = reader();
        var reads = new ArrayList<EventReader.Read>(elements.count());
        for (int i = 0; i < elements.count(); i++) {
            reads.add(read(reader, body, elements.from(i), elements.length(i)));
        }
        var lines = append(reads);
        answer(response, status(lines), lines);
    }

    private void lines(InputStream body, HttpServletResponse response) throws IOException {
        var lines = new LineSplitter(body, (int) properties.largestEvent().toBytes());
        var reader = reader();
        var answer = new IntakeAnswer(response);
        var reads = new ArrayList<EventReader.Read>(CHUNK);
        boolean any = false;
        while (lines.next()) {
            any = true;
            reads.add(lines.isTooLong() ? tooLong() : read(reader, lines.bytes(), lines.from(), lines.length()));
            if (reads.size() == CHUNK) {
                answer.add(appendInTurn(reads));
                reads.clear();
            }
        }
        if (!any) {
            throw problem(EventReader.malformed("is empty"));
        }
        answer.add(appendInTurn(reads));
        answer.end();
    }

    private EventReader.Read read(EventReader reader, byte[] bytes, int from, int length) {
        return length > properties.largestEvent().toBytes() ? tooLong() : reader.read(bytes, from, length);
    }

    private EventReader.Read tooLong() {
        return new EventReader.Read(
                null,
                null,
                new Refusal(
                        413,
                        "event.size",
                        null,
                        "Expected an event of at most "
                                + properties.largestEvent().toBytes() + " bytes, but it is larger."));
    }

    private List<IntakeAnswer.Line> appendInTurn(List<EventReader.Read> reads) {
        log.awaitRoom(PATIENCE);
        return append(reads);
    }

    private List<IntakeAnswer.Line> append(List<EventReader.Read> reads) {
        var events = new ArrayList<NewEvent>(reads.size());
        for (var read : reads) {
            if (read.event() != null) {
                events.add(read.event());
            }
        }
        metrics.refused(reads.size() - events.size());
        var results = (events.isEmpty() ? List.<EventLog.Result>of() : log.append(events)).iterator();
        var lines = new ArrayList<IntakeAnswer.Line>(reads.size());
        for (var read : reads) {
            lines.add(new IntakeAnswer.Line(
                    read.id(), read.refusal() == null ? results.next() : EventLog.Result.refused(read.refusal())));
        }
        return lines;
    }

    private static HttpStatus status(List<IntakeAnswer.Line> lines) {
        return lines.stream().anyMatch(IntakeAnswer.Line::isRefused) ? HttpStatus.MULTI_STATUS : HttpStatus.OK;
    }

    private static void answer(HttpServletResponse response, HttpStatus status, List<IntakeAnswer.Line> lines)
            throws IOException {
        var answer = new IntakeAnswer(response);
        answer.add(lines);
        answer.end(status);
    }

    private EventReader reader() {
        var now = clock.instant();
        return new EventReader(new EventRules(
                communities, maySend(Caller.current()), now.minus(properties.oldest()), now.plus(properties.ahead())));
    }

    /** What Hearth and its imports say, only they say. */
    private static Predicate<String> maySend(Caller caller) {
        return source -> !source.equals(NewEvent.HEARTH)
                && !source.startsWith("import:")
                && (!caller.isKey() || caller.sources().contains(source));
    }

    private static String mediaType(HttpServletRequest request) {
        var type = request.getContentType();
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static InputStream body(HttpServletRequest request) throws IOException {
        var encoding = request.getHeader("Content-Encoding");
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return request.getInputStream();
        }
        if (encoding.equalsIgnoreCase("gzip")) {
            return new GZIPInputStream(request.getInputStream(), 8 * 1024);
        }
        throw unsupported("Expected a body as it is or in gzip, but got another encoding.");
    }

    /** The limit holds for what comes out of gzip, too. */
    private static byte[] whole(HttpServletRequest request, long limit) throws IOException {
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(limit);
        }
        try (var body = body(request)) {
            var bytes = new ByteArrayOutputStream((int) Math.max(1024, request.getContentLengthLong() + 1));
            var chunk = new byte[16 * 1024];
            for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
                bytes.write(chunk, 0, read);
                if (bytes.size() > limit) {
                    throw tooLarge(limit);
                }
            }
            return bytes.toByteArray();
        } catch (java.io.EOFException e) {
            throw Problem.caller("event.malformed", "Expected a whole body, but it ends too early.");
        }
    }

    private static Problem tooLarge(long limit) {
        return Problem.caller(
                HttpStatus.CONTENT_TOO_LARGE,
                "event.size",
                "Expected a body of at most " + limit + " bytes, but it is larger.");
    }

    private static Problem unsupported(String detail) {
        return Problem.caller(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "event.media-type", detail);
    }

    private static Problem problem(@Nullable Refusal refusal) {
        if (refusal == null) {
            return Problem.internal("internal.fault", "Expected an event or a reason, but got neither.");
        }
        var problem = Problem.caller(HttpStatus.valueOf(refusal.status()), refusal.code(), refusal.detail());
        return refusal.field() == null ? problem : problem.field(refusal.field());
    }
}
