package io.hearth.journey.engine;

/** Which version of a journey is started where another one calls it. */
public interface Callees {

    /** The engine's id of the version that starts at this moment. */
    String definition(String journey);
}
