package io.hearth.event;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the log and of what it takes.
 *
 * @param partitions how many partitions a new log gets; an existing one keeps its number
 * @param queue how many events may wait for their turn to be written; more are answered with 429
 * @param backlog how many accepted events may wait to be decided by this node; more are answered with 429
 * @param group how many events are written in one transaction at most
 * @param largestEvent the largest single event, and the longest line
 * @param largestBatch the largest batch
 * @param longestBatch the most events in a batch
 * @param oldest how far back an event may have happened; imports may lie anywhere in the past
 * @param ahead how far in the future an event may claim to be, for clocks that are wrong
 * @param keep how long events are kept; the oldest month is dropped as a whole. Zero keeps them for ever
 * @param keepKeys how long an event's source and id are remembered to recognise it when it comes again
 * @param lease how long a node owns its partitions without a sign of life
 * @param tail how many events of each partition stay in memory for the pipeline of this node
 */
@Validated
@ConfigurationProperties("hearth.event")
record EventProperties(
        @DefaultValue("16") @Min(1) @Max(256) int partitions,
        @DefaultValue("20000") @Min(1) int queue,
        @DefaultValue("20000") @Min(1) int backlog,
        @DefaultValue("5000") @Min(1) int group,
        @DefaultValue("1MB") DataSize largestEvent,
        @DefaultValue("5MB") DataSize largestBatch,
        @DefaultValue("1000") @Min(1) int longestBatch,
        @DefaultValue("400d") Duration oldest,
        @DefaultValue("48h") Duration ahead,
        @DefaultValue("P0D") Period keep,
        @DefaultValue("500d") Duration keepKeys,
        @DefaultValue("10s") Duration lease,
        @DefaultValue("4096") @Min(1) int tail) {}
