package io.hearth.journey.block;

import java.util.List;

/**
 * What a marketer sees of a building block: its topic, its names and its typed fields.
 *
 * @param stay what the run stays for at this step
 * @param whom what the run must be about
 */
public record Shape(String topic, String chinese, String english, Stay stay, Whom whom, List<Field> fields) {

    public static Shape of(String topic, String chinese, String english, Field... fields) {
        return new Shape(topic, chinese, english, Stay.NOT, Whom.MEMBER, List.of(fields));
    }

    /** A step of a run that is about an audience; what it does is done elsewhere, while the run stays. */
    public static Shape ofAudience(String topic, String chinese, String english, Field... fields) {
        return new Shape(topic, chinese, english, Stay.WORK, Whom.AUDIENCE, List.of(fields));
    }

    /** A step of a run that is about a collaboration. */
    public static Shape ofCollaboration(String topic, String chinese, String english, Field... fields) {
        return new Shape(topic, chinese, english, Stay.NOT, Whom.COLLABORATION, List.of(fields));
    }

    /** The same step, whether a run is about a member or an audience. */
    public Shape ofAnybody() {
        return new Shape(topic, chinese, english, stay, Whom.ANYBODY, fields);
    }

    /** A step that the run stays at until an event comes. */
    public static Shape waiting(String topic, String chinese, String english, Field... fields) {
        return staying(Stay.EVENT, topic, chinese, english, fields);
    }

    /** A step that the run stays at until it is woken. */
    public static Shape staying(Stay stay, String topic, String chinese, String english, Field... fields) {
        return new Shape(topic, chinese, english, stay, Whom.MEMBER, List.of(fields));
    }

    /** What the step is called, in both languages: "发送消息 Send a message". */
    public String name() {
        return chinese + " " + english;
    }

    public boolean waits() {
        return stay != Stay.NOT;
    }

    /** Whether time always passes here, so that a way round that leads through it can't spin. */
    public boolean takesTime() {
        return waits() && stay != Stay.SEGMENT;
    }

    /** What wakes a run that stays at a step. */
    public enum Stay {
        /** It goes on at once. */
        NOT,
        /** An event of the member. */
        EVENT,
        /** The member is in a segment, perhaps already. */
        SEGMENT,
        /** A time of day. */
        TIME,
        /** The end of another journey. */
        JOURNEY,
        /** Work on an audience, which the block itself begins and reports to be done. */
        WORK
    }

    /** What a run must be about for a step to make sense. */
    public enum Whom {
        MEMBER("a member"),
        AUDIENCE("an audience"),
        COLLABORATION("a collaboration"),
        ANYBODY("anybody");

        private final String words;

        Whom(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** One field, filled in by a {@code camunda:property} of the step. */
    public record Field(String name, Type type, boolean required, String chinese, String english) {

        /** What the field is called, in both languages: "原因 Reason". */
        public String label() {
            return chinese + " " + english;
        }
    }

    /** What a field may hold; each kind is checked before the file is accepted. */
    public enum Type {
        /** Up to 200 characters. */
        TEXT,
        /** A whole number above zero. */
        NUMBER,
        /** Two to ten whole percentages that add up to 100, separated by spaces. */
        SHARES,
        /** The path of a folder under {@code templates/}. */
        TEMPLATE,
        /** The name of a folder under {@code rules/}. */
        RULEBOOK,
        /** One or more event types of the catalogue, separated by spaces. */
        EVENT_TYPES,
        /** A declared variable that takes text. */
        TEXT_VARIABLE,
        /** One or more declared variables, separated by spaces. */
        TEXT_VARIABLES,
        /** A name of the catalogue: a badge, a segment, a kind of case. */
        NAME,
        /** A time of day such as 09:30. */
        TIME_OF_DAY,
        /** One or more days of the week, such as {@code sat sun}. */
        DAYS,
        /** A time zone such as Asia/Shanghai. */
        ZONE,
        /** The name of another workflow of the same release. */
        JOURNEY,
        /** What an audience is told: {@code warm-up}, {@code offer} or {@code reminder}. */
        STAGE,
        /** How a collaboration ends: {@code done}, {@code declined}, {@code refused}, {@code expired} or {@code cancelled}. */
        ENDING
    }
}
