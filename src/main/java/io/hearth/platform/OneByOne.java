package io.hearth.platform;

import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;

/** Work that comes round: what fails for one is logged and tried again the next time, and keeps none of the others waiting. */
public final class OneByOne {

    private OneByOne() {}

    /**
     * @param what is done, such as {@code close challenge}
     * @param id what names one of them in the log, and tells nothing else of it
     */
    public static <T> void each(Collection<T> all, String what, Function<T, ?> id, Logger log, Consumer<T> work) {
        for (var one : all) {
            try {
                work.accept(one);
            } catch (RuntimeException fault) {
                log.warn("Expected to {} {}, but {}", what, id.apply(one), fault.toString());
            }
        }
    }
}
