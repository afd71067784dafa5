package io.hearth.journey.scenario;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One story of one member.
 *
 * @param dates variables that the plan behind work on an audience fills in
 * @param hold steps whose work is never done
 * @param answers what each rulebook answers, in the order in which it is asked
 */
record Scenario(
        String name,
        int line,
        @Nullable String now,
        String community,
        Map<String, List<String>> answers,
        Map<String, String> dates,
        List<String> hold,
        List<Step> steps,
        List<String> neverSent) {

    record Step(int line, String word, ScenarioFile.Part what) {}
}
