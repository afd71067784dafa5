package io.hearth.platform;

/** What a package adds to {@code GET /api/v1/system}: implement it as a bean. */
public interface SystemDetail {

    /** The field's name, such as {@code release}. */
    String name();

    /** What is written as JSON. */
    Object value();
}
