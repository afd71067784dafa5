package io.hearth.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;

/**
 * Two workflows, rules that start them, and events that make the rules do so. Neither sends anything: what is measured is
 * how runs begin, wait and go on.
 */
final class Runs {

    /** Waits seven days and is over. */
    static final String WALK = "walk";

    /** Waits for an event of its member, and then for the next one. */
    static final String WATCH = "watch";

    /** The type of event that {@link #WATCH} waits for. */
    static final int AWAITED = StandardContent.TYPES - 1;

    private static final int WALK_FROM = 2_000;
    private static final int WATCH_FROM = 3_000;
    private static final int NEVER_STARTS = 1;
    private static final int BATCH = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Server server;
    private final Sender sender;
    private long sent;

    Runs(Server server) {
        this.server = server;
        this.sender = new Sender(server);
    }

    static void write(Path content) throws IOException {
        write(content.resolve("rules/rewards/runs.dslr"), rule(WALK, WALK_FROM) + rule(WATCH, WATCH_FROM));
        var vocabulary = content.resolve("rules/vocabulary.dsl");
        Files.writeString(vocabulary, Files.readString(vocabulary).replaceAll("(?m)(example: .*)\\bonboarding$", "$1" + WALK));
        write(content.resolve("bpmn/walk/walk.bpmn"), walk());
        write(content.resolve("bpmn/watch/watch.bpmn"), watch());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String rule(String journey, int from) {
        return """
                rule "Who did act 0 begins to %1$s"
                why: the benchmark of runs
                owner: bench
                how often: each time
                when
                    the member just did act 0
                    the event's amount is at least %2$d
                    the event's amount is less than %3$d
                then
                    start the journey %1$s
                end

                """.formatted(journey, from, from + 1_000);
    }

    /** The same drawing goes into the bare loop. */
    static String walk() {
        return bpmn(WALK, """
                <bpmn:startEvent id="start" name="开始 Begun" />
                <bpmn:intermediateCatchEvent id="week" name="一周后 A week later"><bpmn:timerEventDefinition id="timer_week"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P7D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
                <bpmn:endEvent id="end" name="结束 Over" />
                <bpmn:sequenceFlow id="start_week" sourceRef="start" targetRef="week" />
                <bpmn:sequenceFlow id="week_end" sourceRef="week" targetRef="end" />
                """);
    }

    private static String watch() {
        return bpmn(WATCH, """
                <bpmn:startEvent id="start" name="开始 Begun" />
                <bpmn:serviceTask id="await" name="等待 Await" camunda:type="external" camunda:topic="wait-for-event"><bpmn:extensionElements><camunda:properties><camunda:property name="event" value="%s" /></camunda:properties></bpmn:extensionElements></bpmn:serviceTask>
                <bpmn:boundaryEvent id="never" name="一年后 After a year" attachedToRef="await"><bpmn:timerEventDefinition id="timer_never"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P365D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
                <bpmn:exclusiveGateway id="again" name="再等 Once more" />
                <bpmn:endEvent id="end" name="结束 Over" />
                <bpmn:sequenceFlow id="start_again" sourceRef="start" targetRef="again" />
                <bpmn:sequenceFlow id="again_await" sourceRef="again" targetRef="await" />
                <bpmn:sequenceFlow id="await_again" sourceRef="await" targetRef="again" />
                <bpmn:sequenceFlow id="never_end" sourceRef="never" targetRef="end" />
                """.formatted(StandardContent.type(AWAITED)));
    }

    private static String bpmn(String journey, String steps) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions_%1$s" targetNamespace="https://hearth.invalid/bpmn">
                <bpmn:process id="%1$s" name="%1$s" isExecutable="true" camunda:historyTimeToLive="P30D">
                %2$s
                </bpmn:process>
                </bpmn:definitions>
                """.formatted(journey, steps);
    }

    /** Starts so many runs by outcomes; returns the seconds until each is at its first wait. */
    double start(String journey, int first, int count) throws Exception {
        long before = waiting(journey);
        int amount = journey.equals(WALK) ? WALK_FROM : WATCH_FROM;
        long began = System.nanoTime();
        for (int from = first; from < first + count; from += BATCH) {
            int size = Math.min(BATCH, first + count - from);
            sender.send(batch("r" + sent, size, 0, amount, about(from)), Load.BATCHES);
            sent += size;
        }
        await("runs at their first wait", before + count, () -> waiting(journey));
        return (System.nanoTime() - began) / 1e9;
    }

    private static LongUnaryOperator about(int from) {
        return number -> from + number;
    }

    /** Runs of a journey that wait at a step. */
    long waiting(String journey) throws Exception {
        return server.number("select count(*) from run where journey = '%s' and state = 'running' and instance is not null"
                .formatted(journey));
    }

    /** Events of one type and amount, about the members that the function says. */
    static Traffic.Batch batch(String prefix, int size, int type, int amount, LongUnaryOperator member) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        var json = new StringBuilder(size * 260).append('[');
        for (int i = 0; i < size; i++) {
            json.append(i == 0 ? "" : ",").append(event(prefix + "-" + i, type, amount, member.applyAsLong(i), now));
        }
        return new Traffic.Batch(json.append(']').toString(), size, 0, 0);
    }

    /** An event that is worth nothing and starts nothing, for a member to be woken by. */
    static String waking(String id, long member, String now) {
        return event(id, AWAITED, NEVER_STARTS, member, now);
    }

    private static String event(String id, int type, int amount, long member, String now) {
        return """
                {"specversion":"1.0","source":"bench","id":"%s","type":"%s","subject":"bench:u%d","community":"bench",\
                "time":"%s","datacontenttype":"application/json","data":{"amount":%d,"text":"along the river"}}"""
                .formatted(id, StandardContent.type(type), member, now, amount);
    }

    /** A number that the database tells. */
    interface Count {
        long now() throws Exception;
    }

    static void await(String what, long wanted, Count count) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            long found = count.now();
            if (found == wanted) {
                return;
            }
            if (System.nanoTime() > until) {
                throw new IllegalStateException(
                        "Expected %d %s within %s, but there are %d".formatted(wanted, what, PATIENCE, found));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
