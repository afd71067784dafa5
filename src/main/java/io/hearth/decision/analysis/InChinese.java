package io.hearth.decision.analysis;

import java.util.List;
import java.util.regex.Pattern;

/** Says in Chinese what the readers of rules find, who speak English only; what has no Chinese form stays as it is. */
final class InChinese {

    private record Form(Pattern english, String chinese) {}

    private static final List<Form> FORMS = List.of(
            form("No sentence of the vocabulary reads '(.+?)'\\.", "词汇表里没有“$1”这样的句子。"),
            form("The nearest are: '(.+?)' and '(.+?)'\\.", "最接近的是：“$1”和“$2”。"),
            form("'(.+?)' can mean (.+?) or (.+?)\\. Use another wording\\.", "“$1”有两种意思，请换一种说法。"),
            form("'([^']+?)' is not an event type\\.", "“$1”不是目录里的事件类型。"),
            form("'([^']+?)' is not a level\\.", "“$1”不是等级。"),
            form("'([^']+?)' is not a segment\\.", "“$1”不是分群。"),
            form("'([^']+?)' is not a badge\\.", "“$1”不是徽章。"),
            form("'([^']+?)' is not a word list\\.", "“$1”不是词表。"),
            form("'([^']+?)' is not a kind of case\\.", "“$1”不是工单类型。"),
            form("'([^']+?)' is not a status\\.", "“$1”不是成员资格的状态。"),
            form("'([^']+?)' is not a severity\\.", "“$1”不是级别。"),
            form("'([^']+?)' is not a journey of bpmn/\\.", "“$1”不是旅程。"),
            form("'([^']+?)' is not a message of templates/\\.", "“$1”不是消息模板。"),
            form("'([^']+?)' is not a period: .*?\\.", "“$1”不是时段（今天、本周、本月、今年、最近 7 天内、总共）。"),
            form("'([^']+?)' is not a duration such as .*?\\.", "“$1”不是时长（例如 7 天、3 个月）。"),
            form("'([^']+?)' is not a whole number\\.", "“$1”不是整数。"),
            form("'([^']+?)' is not a number such as .*?\\.", "“$1”不是数字。"),
            form("'([^']+?)' is not (an? [^.]+?)\\.", "“$1”不能填在这里（$2）。"),
            form("The last rule is not closed\\. Expected 'end'\\.", "最后一条规则没有写“结束”。"),
            form("There is no rule in this (?:file|table)\\.", "这个文件里没有规则。"),
            form(
                    "Expected a header line or 'when', but found '(.*?)'\\. Header lines: (.+)",
                    "这里应是规则头或“当”，却是“$1”。规则头可用：$2"),
            form("Only rules stand here: .*? Found '(.*?)'\\.", "这里只能写规则（规则 \"名称\"），却是“$1”。"),
            form(
                    "There are two rules named '(.+?)' in this file\\. Give each a name of its own\\.",
                    "文件里有两条规则都叫“$1”，请各取一个名称。"),
            form("The rule '(.+?)' has no condition\\. Say in 'when' what must be so\\.", "规则“$1”没有条件，请在“当”下面写明。"),
            form("The rule '(.+?)' has no outcome\\. Say in 'then' what follows\\.", "规则“$1”没有结果，请在“那么”下面写明。"),
            form("The rule '(.+?)' does not say 'why: …'\\.", "规则“$1”缺少“为什么：…”。"),
            form("The rule '(.+?)' does not say 'owner: …'\\.", "规则“$1”缺少“负责人：…”。"),
            form("The rule '(.+?)' does not say 'how often: …'\\.", "规则“$1”缺少“频率：…”。"),
            form("'(.+?)' is said twice\\.", "“$1”写了两次。"),
            form("'(.*?)' is nothing that '(.+?)' can be\\. Allowed: (.+)", "“$2”不能是“$1”，可用：$3"),
            form("'(.*?)' is no priority\\. .*", "“$1”不是优先级，可用 -1000 到 1000 的整数。"),
            form("'(.*?)' is no date for '(.+?)'\\. .*", "“$2”的“$1”不是日期，可用例如 2026-03-14。"),
            form("'(.*?)' is no budget\\. .*", "“$1”不是预算，可用例如：每月 10000 积分。"),
            form("Rules of '(.+?)' may not ask for (.+?)\\. Allowed: (.+)", "规则集 $1 不能给出这种结果（$2），可用：$3"),
            form("'(.+?)' looks into the event\\. Say first which event it is\\.", "“$1”要看事件的数据，请先说明是哪种事件。"),
            form("The event (\\S+) has no field '(.+?)'\\. Its fields: (.+)", "事件 $1 没有字段“$2”，它的字段：$3"),
            form("There is no event type '(.+?)' in \\S+\\.", "目录里没有事件类型“$1”。"),
            form("Allowed is an? [^:.]+: ", "可用："),
            form("Allowed is ", "可用："),
            form("Cell ([A-Z]+\\d+): ", "单元格 $1："),
            form("Cell ([A-Z]+\\d+) looks like a formula\\. Write the value itself\\.", "单元格 $1 像是公式，请直接写值。"),
            form("Cell ([A-Z]+\\d+) is no title: '(.*?)'\\. Allowed: .*", "单元格 $1 不是标题：“$2”。可用：规则、规则头，或词汇表的句子。"),
            form("expected (\\d+) values with \\| between them: (.+)", "应有 $1 个值，用 | 分开：$2"));

    private InChinese() {}

    static String of(String english) {
        var said = english;
        for (var form : FORMS) {
            said = form.english().matcher(said).replaceAll(form.chinese());
        }
        return said.replaceAll("(?<=[。，：]) +", "");
    }

    private static Form form(String english, String chinese) {
        return new Form(Pattern.compile(english, Pattern.DOTALL), chinese);
    }
}
