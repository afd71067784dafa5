package io.hearth.message.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hearth.content.ContentFile;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${\"freemarker.template.utility.Execute\"?new()(\"touch adv-canary\")}",
                "<#assign x=1>",
                "<#global x=1>",
                "<#include 'x'>",
                "<#import 'x' as y>",
                "<#macro m></#macro>",
                "<#function f()><#return 1></#function>",
                "<#setting locale='de'>",
                "<#attempt>a<#recover>b</#attempt>",
                "<#noautoesc>${member.name}</#noautoesc>",
                "<#escape x as x?upper_case>${member.name}</#escape>",
                "<#visit member>",
                "<#transform x>y</#transform>",
                "${member[\"name\"]}",
                "${.now}",
                "${.vars.member.name}",
                "${member.name?eval}",
                "${\"${member.name?no_esc}\"}",
                "${member.name?interpret}",
                "${member.name?api}",
                "${member.name?left_pad(2000000000)}",
                "${member.name?matches('(.*a){25}b')}",
                "${member?keys?first}",
                "${member.name?then('a','b')}",
                "${member.points?string(member.name)}",
                "<#list 1..9 as i>${i}</#list>",
                "<#list member.tags as a><#list member.tags as b><#list member.tags as c>x</#list></#list></#list>",
                "<#list ['a'] as i>${i}</#list>",
                "<#list member.name as i>${i}</#list>",
                "${member}",
                "${nobody.name}",
                "${text.missing}",
                "[=member.nope]${member.nope}",
            })
    void refusesWhatIsNotInTheList(String html) {
        assertThat(faults(html)).as(html).isNotEmpty().allSatisfy(f -> assertThat(f.line())
                .isPositive());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"${member.name}\">x</a>",
                "<a href=\"https://x/${member.name}\">x</a>",
                "<a href=\"${link.open}?${member.name}\">x</a>",
                "<a href=\"${link.open}x\">x</a>",
                "<a href='javascript:alert(1)'>x</a>",
                "<a href=https://a.example>x</a>",
                "<a href=${link.open}>x</a>",
                "<p onclick=\"${member.name}\">x</p>",
                "<p onclick=\"x()\">x</p>",
                "<p style=\"color: ${member.name}\">x</p>",
                "<p ${member.name}>x</p>",
                "<p ${member.name}=\"x\">x</p>",
                "<${member.name}>x",
                "<p title=${member.name}>x</p>",
                "<p <#if member.points gt 1>title=\"x\"</#if>>x</p>",
                "<#if member.points gt 1><p title=\"<#else><p title='</#if>${member.name}\">",
                "<script>${member.name}</script>",
                "<style>p { color: ${member.name} }</style>",
                "<!-- ${member.name} -->",
                "<svg><a xlink:href=\"${link.open}\">x</a></svg>",
                "<iframe srcdoc=\"${member.name}\"></iframe>",
                "<img src=\"${member.name}\">",
                "<img src=\"http://tracker.example/x.png\">",
                "<form action=\"${link.open}\"></form>",
                "<mj-raw><script>1</script></mj-raw>",
                "<p title=\"x",
            })
    void refusesWhatEscapingDoesNotProtect(String html) {
        assertThat(faults(html)).as(html).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"${link.open}\" title=\"${member.name}\">${member.name}</a>",
                "<#if member.points gt 3><b>${member.points}</b><#else>few</#if>",
                "<#list member.tags as tag>${tag?counter} ${tag}<#sep>, </#list>",
                "<#list member.tags><ul><#items as tag><li>${tag}</li></#items></ul><#else>none</#list>",
                "<#switch member.level><#case \"gold\">G<#break><#default>S</#switch>",
                "${now?string(\"yyyy-MM-dd\")} ${member.name!\"you\"} ${(member.points + 1) * 2}",
                "What?new and <b>1 &lt; 2</b>",
                "<img src=\"https://pictures.example/a.png\" alt=\"${member.name}\">",
            })
    void acceptsWhatMarketersNeed(String html) {
        assertThat(faults(html)).as(html).isEmpty();
    }

    @Test
    void namesLineAndColumn() {
        var faults = faults("<p>\n  Hello ${member.nam}\n</p>");

        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(2);
            assertThat(fault.column()).isEqualTo(11);
            assertThat(fault.text()).contains("member.nam").contains("level, name, points, tags");
        });
    }

    @Test
    void escapesWhatMembersAreCalled() {
        var html = render(
                "<p title=\"${member.name}\">${member.name}</p>", Map.of("name", "\"><img src=x onerror=alert(1)>"));

        assertThat(html)
                .contains("&quot;&gt;&lt;img src=x onerror=alert(1)&gt;")
                .doesNotContain("<img");
    }

    @Test
    void failsForOneMemberWhoseValueIsMissing() {
        var message = accepted("${member.level}");

        assertThatThrownBy(() -> message.render(
                        List.of(Part.HTML),
                        "zh",
                        ZoneOffset.UTC,
                        Map.of("member", Map.of(), "link", Map.of("unsubscribe", "u"))))
                .isInstanceOf(RenderFailed.class)
                .hasMessageContaining("member.level");
    }

    @Test
    void stopsAtTheLargestSize() {
        var message = accepted("<#list member.tags as tag>${member.name}</#list>");
        var model = Map.<String, Object>of(
                "member",
                Map.of("name", "x".repeat(9_000), "tags", Collections.nCopies(200, "t")),
                "link",
                Map.of("unsubscribe", "u"));

        assertThatThrownBy(() -> message.render(List.of(Part.HTML), "zh", ZoneOffset.UTC, model))
                .isInstanceOf(RenderFailed.class)
                .hasMessageContaining("larger than 512 KB");
    }

    @Test
    void refusesASubjectOfTwoLines() {
        var files = Folder.email("x".getBytes(StandardCharsets.UTF_8))
                .with(ContentFile.of("templates/t/m/subject.ftl", "Hello ${member.name}"));
        var message = TemplateSet.read(files).templates().find("t/m").orElseThrow();

        assertThatThrownBy(() -> message.render(
                        List.of(Part.SUBJECT),
                        "zh",
                        ZoneOffset.UTC,
                        Map.of("member", Map.of("name", "a\r\nBcc: b@c.example"))))
                .isInstanceOf(RenderFailed.class)
                .hasMessageContaining("control characters");
    }

    @Test
    void keepsTheShapeOfJsonWhateverAMemberIsCalled() {
        var files = Folder.email("x".getBytes(StandardCharsets.UTF_8))
                .with(ContentFile.of("templates/t/m/webhook.json.ftl", "{\"text\": \"Hi ${member.name}\", \"n\": 1}"));
        var message = TemplateSet.read(files).templates().find("t/m").orElseThrow();

        var json = message.render(
                        List.of(Part.DATA),
                        "zh",
                        ZoneOffset.UTC,
                        Map.of("member", Map.of("name", "\", \"admin\": \"true")))
                .part(Part.DATA)
                .orElseThrow();

        assertThat(json).isEqualTo("{\"text\":\"Hi \\\", \\\"admin\\\": \\\"true\",\"n\":1}");
    }

    private static List<Fault> faults(String html) {
        return TemplateSet.read(Folder.email(html.getBytes(StandardCharsets.UTF_8)))
                .faults();
    }

    private static MessageTemplate accepted(String html) {
        var reading = TemplateSet.read(Folder.email(html.getBytes(StandardCharsets.UTF_8)));
        assertThat(reading.faults()).isEmpty();
        return reading.templates().find("t/m").orElseThrow();
    }

    private static String render(String html, Map<String, Object> member) {
        var message = accepted(html);
        var model = new HashMap<>(TemplateSet.sampleOf(message));
        model.put("member", member);
        return message.render(List.of(Part.HTML), "zh", ZoneOffset.UTC, model)
                .part(Part.HTML)
                .orElseThrow();
    }
}
