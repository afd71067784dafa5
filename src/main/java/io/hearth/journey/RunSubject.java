package io.hearth.journey;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What runs are about that are not about a member: it keeps what people answer, so that the engine holds flags only. */
public interface RunSubject {

    /**
     * A step of a run.
     *
     * @param number the number that the run was started with
     * @param visit unique to this visit of this step
     * @param stage what the step says it stands for
     */
    record Step(
            String journey,
            int number,
            String element,
            String visit,
            @Nullable String stage) {}

    /** A task was opened for a run of its kind: what its reader should know besides; nothing if the run is not its. */
    Optional<Map<String, String>> opened(Step step);

    /**
     * Somebody has done a step; called in the transaction that moves the run, which is locked.
     *
     * @return what of the answers the run goes on with; nothing if the run is not its
     * @throws io.hearth.platform.Problem if the answers can't be
     */
    Optional<Map<String, Object>> answered(Step step, Map<String, Object> answers, String by);

    /**
     * An operator breaks a run off, which is locked.
     *
     * @return whether the run is to go on where its workflow says so, as what it is about has something to settle; false
     *     if it is being settled already or the run is not its, and the run ends at once
     */
    boolean brokenOff(String journey, int number, String by, String reason);

    /** A run of its kind is over, whatever ended it; in the transaction that ended it. What is not over yet is now. */
    void over(String journey, int number, boolean cancelled);
}
