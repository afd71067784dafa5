package io.hearth.journey.block;

/**
 * One kind of step that workflows may use: its checked shape, and what it does.
 *
 * <p>{@link #perform} runs in the engine's transaction and only writes rows in the same database, so that a step and its
 * effect commit together or not at all.
 */
public interface BuildingBlock {

    Shape shape();

    void perform(Visit visit);

    /** For steps that stay for work: the work was reported to be done, and the run goes on. */
    default void finish(Visit visit) {}

    /** For steps that stay for work: the token leaves, whether the work was done or not. */
    default void leave(Visit visit) {}
}
