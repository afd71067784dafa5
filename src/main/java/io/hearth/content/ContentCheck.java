package io.hearth.content;

import java.util.List;

/** A check that every candidate passes before it is published; each bean of this type is asked. */
public interface ContentCheck {
    List<Finding> check(ContentFiles candidate);
}
