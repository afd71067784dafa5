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
}
