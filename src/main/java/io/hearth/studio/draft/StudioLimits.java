package io.hearth.studio.draft;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much drafts may hold, and how they become releases: {@code hearth.studio.drafts}.
 *
 * @param publish whether releases are published here; false where a folder that people review elsewhere is the source, so that
 *     drafts are handed out as changes for it
 * @param mostOpen drafts that a person may have open
 * @param mostBytes of all changed files of a draft together
 * @param mostFileBytes of one file
 * @param approvers the group of which one person agrees to every release
 * @param answerWithin after that no answer means no, and a yes is too old to publish
 */
@ConfigurationProperties("hearth.studio.drafts")
record StudioLimits(
        @DefaultValue("true") boolean publish,
        @DefaultValue("20") int mostOpen,
        @DefaultValue("16MB") DataSize mostBytes,
        @DefaultValue("1MB") DataSize mostFileBytes,
        @DefaultValue("approvers") String approvers,
        @DefaultValue("7d") Duration answerWithin) {}
