package io.hearth.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** One invented event. */
record SampleEvent(String id, String type, String subject, Instant time, String community, Map<String, Object> data) {

    static final String SOURCE = "simulator";

    /** As CloudEvents 1.0 in JSON. */
    Map<String, Object> cloudEvent() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("specversion", "1.0");
        fields.put("id", id);
        fields.put("source", SOURCE);
        fields.put("type", type);
        fields.put("subject", subject);
        fields.put("time", time.toString());
        fields.put("community", community);
        fields.put("datacontenttype", "application/json");
        fields.put("data", data);
        return fields;
    }
}
