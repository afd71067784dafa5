package io.hearth.fault;

import java.time.Instant;

/**
 * An event as the lab sends it.
 *
 * @param member the number of the member whom it is about
 * @param data a JSON object
 */
record Happening(String id, int member, String type, Instant time, String object, String data) {

    String json() {
        return "{\"specversion\":\"1.0\",\"source\":\"lab\",\"id\":\"" + id + "\",\"type\":\"" + type
                + "\",\"subject\":\"lab:u" + member + "\",\"community\":\"" + Lab.COMMUNITY + "\",\"time\":\"" + time
                + "\",\"datacontenttype\":\"application/json\","
                + (object == null ? "" : "\"object\":\"" + object + "\",") + "\"data\":" + data + "}";
    }
}
