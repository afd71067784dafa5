package io.hearth.message;

import io.hearth.community.Communities;
import io.hearth.member.MemberId;
import io.hearth.member.Profile;
import io.hearth.message.template.MessageTemplate;
import io.hearth.message.template.Part;
import io.hearth.message.template.Persona;
import io.hearth.message.template.Rendered;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Fills templates in for one member. */
@Component
class Rendering {

    private final Links links;
    private final Communities communities;
    private final Clock clock;

    Rendering(Links links, Communities communities, Clock clock) {
        this.links = links;
        this.communities = communities;
        this.clock = clock;
    }

    /** The message as this member reads it. */
    Rendered render(
            MessageTemplate template,
            Collection<Part> parts,
            StoredMessage message,
            Profile profile,
            Standing standing) {
        return render(
                template,
                parts,
                message,
                profile,
                standing,
                links(template, message.id(), message.member(), message.purpose()));
    }

    /** As above, for somebody else to look at: the links lead nowhere, so that nobody unsubscribes in a member's name. */
    Rendered preview(
            MessageTemplate template,
            Collection<Part> parts,
            StoredMessage message,
            Profile profile,
            Standing standing) {
        return render(template, parts, message, profile, standing, deadLinks(template));
    }

    private Rendered render(
            MessageTemplate template,
            Collection<Part> parts,
            StoredMessage message,
            Profile profile,
            Standing standing,
            Map<String, Object> links) {
        var model = new HashMap<String, Object>();
        model.put("member", member(template, profile, standing));
        model.put(
                "community",
                Map.of("slug", message.community(), "name", communityName(message.community(), profile.language())));
        model.put("values", message.values());
        model.put("now", clock.instant());
        model.put("link", links);
        return template.render(parts, profile.language().toLanguageTag(), profile.zone(), model);
    }

    /** The message as somebody made up reads it: the template's own sample, with links that lead back here. */
    Rendered sample(
            MessageTemplate template, Collection<Part> parts, String language, Optional<Persona> persona, String id) {
        var friend = template.friend(language);
        var model = new HashMap<>(
                persona.map(one -> one.in(template.sample(), friend)).orElseGet(template::sample));
        if (model.get("member") instanceof Map<?, ?> shown) {
            var member = new HashMap<Object, Object>(shown);
            member.put("id", id);
            model.put("member", member);
        }
        if (model.get("community") instanceof Map<?, ?> shown) {
            var slug = String.valueOf(shown.get("slug"));
            if (communities.find(slug).isPresent()) {
                model.put(
                        "community",
                        Map.of("slug", slug, "name", communityName(slug, Locale.forLanguageTag(language))));
            }
        }
        model.put("link", deadLinks(template));
        model.putIfAbsent("values", Map.of());
        return template.render(parts, language, java.time.ZoneId.of("Asia/Shanghai"), model);
    }

    String unsubscribe(MemberId member, String purpose) {
        return links.unsubscribe(member, purpose);
    }

    String communityName(String slug, Locale language) {
        return communities
                .find(slug)
                .map(c -> language.getLanguage().equals("en") ? c.nameEn() : c.nameZh())
                .orElse(slug);
    }

    private Map<String, Object> links(MessageTemplate template, UUID message, MemberId member, String purpose) {
        var all = new HashMap<String, Object>();
        all.put("unsubscribe", links.unsubscribe(member, purpose));
        all.put("preferences", links.preferences(member));
        template.description().links().keySet().forEach(link -> all.put(link, links.tracked(message, link)));
        return all;
    }

    private Map<String, Object> deadLinks(MessageTemplate template) {
        var dead = new HashMap<String, Object>(
                Map.of("unsubscribe", links.base() + "/u/sample", "preferences", links.base() + "/p/sample"));
        template.description().links().keySet().forEach(link -> dead.put(link, links.base() + "/t/sample"));
        return dead;
    }

    private static Map<String, Object> member(MessageTemplate template, Profile profile, Standing standing) {
        var member = new HashMap<String, Object>();
        member.put("id", profile.id().toString());
        var name = profile.name();
        member.put(
                "name",
                name == null || name.isBlank()
                        ? template.friend(profile.language().toLanguageTag())
                        : name);
        member.put("level", standing.level());
        member.put("points", standing.points());
        member.put("badges", standing.badges());
        return member;
    }
}
