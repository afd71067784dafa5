package io.hearth.decision.analysis;

import java.util.List;
import java.util.stream.Stream;

/** What must be so, as sets of values. */
sealed interface Formula {

    /** What is read lies in the range. */
    record In(Slot slot, Range range) implements Formula {
        @Override
        public Formula not() {
            return new In(slot, range.not());
        }
    }

    record All(List<Formula> parts) implements Formula {
        @Override
        public Formula not() {
            return new Some(parts.stream().map(Formula::not).toList());
        }
    }

    record Some(List<Formula> parts) implements Formula {
        @Override
        public Formula not() {
            return new All(parts.stream().map(Formula::not).toList());
        }
    }

    Formula TRUE = new All(List.of());

    Formula not();

    static Formula all(Formula... parts) {
        return new All(List.of(parts));
    }

    /** The slots that it speaks of. */
    default Stream<Slot> slots() {
        if (this instanceof In in) {
            return Stream.of(in.slot());
        }
        var parts = this instanceof All all ? all.parts() : ((Some) this).parts();
        return parts.stream().flatMap(Formula::slots);
    }
}
