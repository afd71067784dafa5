package io.hearth.decision.language;

import io.hearth.content.ContentFiles;
import io.hearth.decision.Facts;
import io.hearth.platform.Problem;
import java.time.ZonedDateTime;
import java.util.stream.Collectors;

/** Made-up members: what scenarios say under {@code given}, as JSON or YAML. */
public final class Personas {

    private static final int LONGEST = 20_000;

    private Personas() {}

    /**
     * The facts about a made-up member.
     *
     * @param text {@code {now, member: {…}, activity: {…}, event: {…}}}, each part optional, as scenarios write them
     * @param now the moment, where the text names none
     */
    public static Facts read(String text, ZonedDateTime now, ContentFiles content) {
        if (text.length() > LONGEST) {
            throw Problem.caller("persona.invalid", "Expected a persona of at most " + LONGEST + " characters.")
                    .field("persona");
        }
        var problems = new Problems("persona");
        var facts = ScenarioFile.persona(text, now, RuleReader.catalogue(content), problems);
        if (problems.hasErrors()) {
            throw Problem.caller(
                            "persona.invalid",
                            problems.found().stream().map(f -> f.message()).collect(Collectors.joining(" ")))
                    .field("persona");
        }
        return facts;
    }
}
