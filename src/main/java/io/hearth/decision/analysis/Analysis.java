package io.hearth.decision.analysis;

import static io.hearth.decision.analysis.RuleFinding.Kind.COSTLY;
import static io.hearth.decision.analysis.RuleFinding.Kind.UNKNOWN_EVENT;
import static io.hearth.decision.analysis.RuleFinding.Kind.UNREADABLE;
import static io.hearth.decision.analysis.RuleFinding.Weight.MUST_FIX;
import static io.hearth.decision.analysis.RuleFinding.Weight.WORTH_A_LOOK;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hearth.content.ContentFiles;
import io.hearth.content.Finding;
import io.hearth.content.InChinese;
import io.hearth.decision.RulebookSource;
import io.hearth.decision.language.RuleReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Everything that can be said about the rules without running them.
 *
 * @param findings by file and line
 * @param costs of each rule, the dearest first
 */
public record Analysis(List<RuleFinding> findings, List<RuleCost> costs) {

    /** A publication and the console ask for the same files several times. */
    private static final Cache<String, Analysis> RECENT =
            Caffeine.newBuilder().maximumSize(4).build();

    /** The analysis of these files; of those rules that can be read. */
    public static Analysis of(ContentFiles files) {
        return RECENT.get(files.hash(), hash -> analyse(files));
    }

    private static Analysis analyse(ContentFiles files) {
        var read = RuleReader.read(files);
        var catalogue = RuleReader.catalogue(files);
        var translation = new Translation(catalogue);
        var solver = new Solver(new Relations(true));
        var found = new ArrayList<RuleFinding>();
        read.findings().stream()
                .filter(Finding::isError)
                .forEach(finding -> found.add(unreadable(finding, read.unknownEvents())));
        var all = new ArrayList<Known>();
        for (var source : read.rulebooks()) {
            all.addAll(rulebook(source, read, translation, found));
        }
        found.addAll(LoopCheck.of(all, catalogue, translation, solver));
        if (read.findings().stream().noneMatch(Finding::isError)) {
            found.addAll(SegmentCheck.of(all, catalogue, files));
        }
        var costs = all.stream()
                .map(known -> RuleCost.of(known.rule()))
                .sorted(Comparator.comparingInt(RuleCost::steps).reversed().thenComparing(RuleCost::rule))
                .toList();
        all.forEach(known -> costly(known, found));
        found.sort(Comparator.comparing(RuleFinding::file)
                .thenComparingInt(RuleFinding::line)
                .thenComparing(RuleFinding::kind));
        return new Analysis(List.copyOf(found), costs);
    }

    private static List<Known> rulebook(
            RulebookSource source, RuleReader.Result read, Translation translation, List<RuleFinding> found) {
        // What is so is decided for now, what follows from an event for the moment of the event.
        var solver = new Solver(new Relations(!source.rulebook().equals("segments")));
        var rules = source.rules().stream()
                .map(rule -> Known.of(rule, read.asks().getOrDefault(rule.id(), List.of()), translation))
                .toList();
        rules.forEach(known -> found.addAll(FiringCheck.of(known, solver)));
        found.addAll(PairCheck.of(rules, solver));
        found.addAll(TableCheck.of(rules, solver));
        return rules;
    }

    private static RuleFinding unreadable(Finding finding, Set<Finding> unknownEvents) {
        boolean event = unknownEvents.contains(finding);
        return new RuleFinding(
                event ? UNKNOWN_EVENT : UNREADABLE,
                MUST_FIX,
                finding.file(),
                finding.line(),
                null,
                InChinese.of(finding.message()),
                finding.message());
    }

    private static void costly(Known known, List<RuleFinding> found) {
        var cost = RuleCost.of(known.rule());
        if (cost.isMuch()) {
            found.add(known.finding(
                    COSTLY,
                    WORTH_A_LOOK,
                    "规则“%s”%s要读 %d 步，代价较高。%s"
                            .formatted(
                                    known.name(),
                                    cost.everyEvent() ? "对每个事件" : "对每个相关事件",
                                    cost.steps(),
                                    cost.everyEvent() ? "请先说明是哪种事件。" : "请用更短的时段或更少的词。"),
                    "The rule '%s' takes %d steps for %s, which is much. %s"
                            .formatted(
                                    known.name(),
                                    cost.steps(),
                                    cost.everyEvent() ? "every event" : "each event that concerns it",
                                    cost.everyEvent()
                                            ? "Say first which event it is."
                                            : "Use shorter periods or fewer words.")));
        }
    }
}
