package io.hearth.studio;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How drafts are tried.
 *
 * @param replays whether this node plays replays
 * @param replayChunk members played between two looks at whether to go on
 */
@ConfigurationProperties("hearth.studio")
record StudioSettings(
        @DefaultValue("true") boolean replays,
        @DefaultValue("100") int replayChunk) {}
