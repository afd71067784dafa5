package io.hearth.member;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** One member with all that is known, for people who work here and for the member. */
@Component
class MemberDetail {

    private final Members members;
    private final Aliases aliases;
    private final ProfileTable profiles;
    private final Consents consents;
    private final List<MemberColumns> columns;
    private final List<PersonalData> sections;

    MemberDetail(
            Members members,
            Aliases aliases,
            ProfileTable profiles,
            Consents consents,
            List<MemberColumns> columns,
            List<PersonalData> sections) {
        this.members = members;
        this.aliases = aliases;
        this.profiles = profiles;
        this.consents = consents;
        this.columns = columns;
        this.sections = sections;
    }

    Map<String, Object> shown(MemberId member) {
        Map<String, Object> shown = new LinkedHashMap<>();
        var profile = members.profiles(List.of(member)).get(member);
        shown.put("id", member);
        if (profile != null) {
            shown.put("name", profile.name() == null ? "" : profile.name());
            put(shown, "email", profile.email());
            put(shown, "phone", profile.phone());
            shown.put("language", profile.language().toLanguageTag());
            shown.put("zone", profile.zone().getId());
        }
        var numbers = aliases.group(member);
        var identities = members.identities(numbers);
        shown.put(
                "identities",
                numbers.stream()
                        .flatMap(number -> identities.getOrDefault(number, List.of()).stream())
                        .toList());
        shown.put("aliases", numbers.subList(1, numbers.size()));
        shown.put("attributes", profiles.attributesWithOrigin(member));
        for (var more : columns) {
            shown.putAll(more.columns(List.of(member), null).getOrDefault(member, Map.of()));
        }
        return shown;
    }

    Map<String, Object> everything(MemberId member) {
        var everything = shown(member);
        everything.put("consents", consents.of(member));
        everything.put("consentHistory", consents.history(member));
        for (var section : sections) {
            everything.put(section.section(), section.of(member));
        }
        return everything;
    }

    private static void put(Map<String, Object> shown, String name, @org.jspecify.annotations.Nullable String value) {
        if (value != null) {
            shown.put(name, value);
        }
    }
}
