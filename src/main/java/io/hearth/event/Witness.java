package io.hearth.event;

import java.util.List;

/** Sees each batch of events once what follows from them is written, in the transaction that decides them. */
public interface Witness {

    /** The same events come again only if that transaction failed. Those of one member come in their order. */
    void saw(List<LoggedEvent> events);
}
