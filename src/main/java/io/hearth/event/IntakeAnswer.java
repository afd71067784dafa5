package io.hearth.event;

import io.hearth.platform.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.core.JsonGenerator;

/**
 * The answer to a request with events: one result an event. Held back while it is short, since its status depends on all
 * of it; a long one is sent as it grows, and says 207.
 */
final class IntakeAnswer {

    private static final int HELD = 10_000;

    /** What became of the event with this id. */
    record Line(@Nullable String id, EventLog.Result result) {
        boolean isRefused() {
            return result.refusal() != null;
        }
    }

    private final HttpServletResponse response;
    private final List<Line> held = new ArrayList<>();
    private @Nullable JsonGenerator sending;

    IntakeAnswer(HttpServletResponse response) {
        this.response = response;
    }

    void add(List<Line> lines) throws IOException {
        if (sending != null) {
            write(sending, lines);
            return;
        }
        held.addAll(lines);
        if (held.size() > HELD) {
            sending = begin(HttpStatus.MULTI_STATUS);
            write(sending, held);
            held.clear();
        }
    }

    void end() throws IOException {
        end(held.stream().anyMatch(Line::isRefused) ? HttpStatus.MULTI_STATUS : HttpStatus.OK);
    }

    void end(HttpStatus status) throws IOException {
        var json = sending;
        if (json == null) {
            json = begin(status);
            write(json, held);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.close();
    }

    private JsonGenerator begin(HttpStatus status) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        var json = Json.mapper().createGenerator(response.getOutputStream());
        json.writeStartObject();
        json.writeArrayPropertyStart("results");
        return json;
    }

    private static void write(JsonGenerator json, List<Line> lines) {
        for (var line : lines) {
            json.writeStartObject();
            if (line.id() != null) {
                json.writeStringProperty("id", line.id());
            }
            var result = line.result();
            switch (result.status()) {
                case ACCEPTED -> json.writeStringProperty("status", "accepted");
                case DUPLICATE -> json.writeStringProperty("status", "duplicate");
                case REFUSED -> json.writeStringProperty("status", "refused");
            }
            if (result.event() != null) {
                json.writeStringProperty("event", result.event().toString());
            }
            if (result.refusal() != null) {
                problem(json, result.refusal());
            }
            json.writeEndObject();
        }
    }

    private static void problem(JsonGenerator json, Refusal refusal) {
        json.writeObjectPropertyStart("problem");
        json.writeNumberProperty("status", refusal.status());
        json.writeStringProperty("code", refusal.code());
        json.writeStringProperty("category", "caller");
        if (refusal.field() != null) {
            json.writeStringProperty("field", refusal.field());
        }
        json.writeStringProperty("detail", refusal.detail());
        json.writeEndObject();
    }
}
