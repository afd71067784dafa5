package io.hearth.task;

import java.util.Map;

/** Where tasks come from, and where their answers go back to, in the transaction that completes the task. */
public interface TaskOrigin {

    String name();

    /** Locks what the task belongs to, so that whoever moves it and whoever completes the task lock in the same order. */
    default void lock(String originId) {}

    void completed(String originId, Map<String, Object> answers, String by);
}
