package io.hearth.message;

import io.hearth.account.Audit;
import io.hearth.community.Communities;
import io.hearth.content.DraftFiles.DraftFile;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.member.Profile;
import io.hearth.message.template.MessageTemplate;
import io.hearth.message.template.Part;
import io.hearth.message.template.Persona;
import io.hearth.message.template.RenderFailed;
import io.hearth.message.template.Rendered;
import io.hearth.message.template.Templates;
import io.hearth.platform.Ids;
import io.hearth.platform.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Templates: what there is, how it looks for a real member or somebody made up, and a test sent to oneself. */
@RestController
@RequestMapping("/api/v1/templates")
class TemplateController {

    /** A number that no member ever has. */
    private static final MemberId NOBODY = new MemberId(Long.MAX_VALUE);

    private static final String HANDS = "hands";

    private final Templates templates;
    private final DraftTemplates drafts;
    private final Rendering rendering;
    private final Members members;
    private final Route route;
    private final Standings standings;
    private final Communities communities;
    private final Freezes freezes;
    private final Audit audit;
    private final Clock clock;

    TemplateController(
            Templates templates,
            DraftTemplates drafts,
            Rendering rendering,
            Members members,
            Route route,
            Standings standings,
            Communities communities,
            Freezes freezes,
            Audit audit,
            Clock clock) {
        this.templates = templates;
        this.drafts = drafts;
        this.rendering = rendering;
        this.members = members;
        this.route = route;
        this.standings = standings;
        this.communities = communities;
        this.freezes = freezes;
        this.audit = audit;
        this.clock = clock;
    }

    record View(
            String id,
            Map<String, String> title,
            String purpose,
            int priority,
            List<String> forms,
            Collection<String> languages,
            List<String> channels,
            Map<String, String> links,
            Map<String, String> values) {}

    /**
     * @param member whom to show it for; without one, the template's sample
     * @param persona who, of those made up, reads the sample
     * @param community the usual one, if left out
     * @param values what the sender would hand over; the sample's, if left out
     * @param channel a channel that is switched on; without one, all forms are shown
     * @param language used with the sample only, a member has their own
     * @param files a draft's files under {@code templates/}, shown in place of those that are released
     */
    record Preview(
            @NotNull String template,
            @Nullable String member,
            @Nullable String persona,
            @Nullable String community,
            @Nullable String channel,
            @Nullable String language,
            @Nullable Map<String, String> values,
            @Nullable List<DraftFile> files) {}

    record Shown(String template, String language, Map<String, String> rendered) {}

    /** @param files a draft's files under {@code templates/}, sent in place of those that are released */
    record Test(
            @NotNull String template,
            @NotNull String channel,
            @Nullable String address,
            @Nullable String language,
            @Nullable List<DraftFile> files) {}

    record Sent(String result, @Nullable String detail) {}

    @GetMapping
    List<View> list() {
        return templates.live().templates().all().stream().map(this::view).toList();
    }

    private View view(MessageTemplate template) {
        var description = template.description();
        var values = new LinkedHashMap<String, String>();
        description
                .values()
                .forEach((name, kind) -> values.put(name, kind.name().toLowerCase(Locale.ROOT)));
        return new View(
                template.id(),
                description.title(),
                description.purpose(),
                description.priority(),
                template.parts().stream().map(Part::label).toList(),
                template.languages(),
                route.of(template, null, List.of()).stream().map(Channel::name).toList(),
                description.links(),
                values);
    }

    @PostMapping("/preview")
    Shown preview(@Valid @RequestBody Preview asked) {
        var template = find(asked.template(), asked.files());
        var parts = asked.channel() == null
                ? List.of(Part.values())
                : channel(asked.channel()).parts();
        try {
            var rendered = asked.member() == null
                    ? rendering.sample(template, parts, language(asked.language()), persona(asked.persona()), "m-0")
                    : forMember(template, parts, asked);
            return new Shown(template.id(), rendered.language(), labelled(rendered));
        } catch (RenderFailed failed) {
            throw Problem.content("template.render-failed", failed.getMessage() + ".");
        }
    }

    private Rendered forMember(MessageTemplate template, Collection<Part> parts, Preview asked) {
        var profile = profile(String.valueOf(asked.member()));
        var community = asked.community() == null ? communities.usual() : asked.community();
        var standing = standings.of(community, List.of(profile.id())).getOrDefault(profile.id(), Standing.NONE);
        var now = clock.instant();
        var message = new StoredMessage(
                Ids.next(),
                profile.id(),
                community,
                template.id(),
                template.description().purpose(),
                5,
                asked.values() == null ? sampleValues(template) : asked.values(),
                null,
                "none",
                List.of(),
                now,
                0,
                null);
        return rendering.preview(template, parts, message, profile, standing);
    }

    private static Map<String, String> sampleValues(MessageTemplate template) {
        var values = new LinkedHashMap<String, String>();
        if (template.sample().get("values") instanceof Map<?, ?> sample) {
            sample.forEach((name, value) -> values.put(String.valueOf(name), String.valueOf(value)));
        }
        return values;
    }

    record MadeUp(String id, Map<String, String> title) {}

    /** @param variables the kind of each variable, by its name as templates write it */
    record Model(List<String> languages, Map<String, String> variables) {}

    /** What every template may show; what one template adds (links and values) is told with it. */
    @GetMapping("/model")
    Model model() {
        var live = templates.live().templates();
        var variables = new TreeMap<String, String>();
        live.variables()
                .forEach((root, fields) -> fields.forEach((field, kind) -> variables.put(
                        field.isEmpty() ? root : root + "." + field, kind.name().toLowerCase(Locale.ROOT))));
        return new Model(live.languages(), variables);
    }

    @GetMapping("/personas")
    List<MadeUp> personas() {
        return templates.live().templates().personas().stream()
                .map(one -> new MadeUp(one.id(), one.title()))
                .toList();
    }

    /**
     * Sends the sample at once, to an address of one's own. No member is involved, so nobody's consent or cap is; a
     * freeze holds for it too, and what others would read or work on is not for trying out.
     */
    @PostMapping("/test")
    @PreAuthorize("hasAnyRole('MARKETER', 'APPROVER', 'ADMINISTRATOR')")
    Sent test(@Valid @RequestBody Test asked) {
        var template = find(asked.template(), asked.files());
        var channel = channel(asked.channel());
        if (!channel.personal() || channel.name().equals(HANDS)) {
            throw Problem.caller(
                            "template.not-testable",
                            "Expected a channel that oneself alone reads, but '" + channel.name()
                                    + "' reaches others. Look at the preview instead.")
                    .field("channel");
        }
        if (freezes.holds(template.description().purpose())) {
            throw Problem.caller(
                    HttpStatus.CONFLICT, "message.frozen", "Expected to send, but sending is frozen at the moment.");
        }
        var language = language(asked.language());
        var contact = asked.address() == null ? "" : asked.address();
        var oneself = new Profile(
                NOBODY, "", contact, contact, Locale.forLanguageTag(language), ZoneId.of("Asia/Shanghai"), Map.of());
        var address = channel.address(oneself).orElseThrow(() -> Problem.caller(
                        "request.invalid", "Expected an address that channel '" + channel.name() + "' can reach.")
                .field("address"));
        var rendered = sample(template, channel, language);
        var delivery = channel.deliver(new Outgoing(
                Ids.next(),
                NOBODY,
                "test",
                "Hearth",
                template.id(),
                address,
                rendered,
                "https://hearth.invalid/u/test",
                1));
        audit.record("template.test", template.id(), null, Map.of("channel", channel.name()));
        return sent(delivery);
    }

    private Rendered sample(MessageTemplate template, Channel channel, String language) {
        try {
            return rendering.sample(template, channel.parts(), language, Optional.empty(), NOBODY.toString());
        } catch (RenderFailed failed) {
            throw Problem.content("template.render-failed", failed.getMessage() + ".");
        }
    }

    private static String language(@Nullable String language) {
        return language == null ? "zh" : language;
    }

    private Optional<Persona> persona(@Nullable String id) {
        if (id == null) {
            return Optional.empty();
        }
        var found = templates.live().templates().personas().stream()
                .filter(one -> one.id().equals(id))
                .findFirst();
        if (found.isEmpty()) {
            throw Problem.notFound("persona", id);
        }
        return found;
    }

    private static Sent sent(Delivery delivery) {
        if (delivery instanceof Delivery.Refused refused) {
            return new Sent("refused", refused.why());
        } else if (delivery instanceof Delivery.Later later) {
            return new Sent("not now", later.why());
        } else if (delivery instanceof Delivery.Doubtful doubtful) {
            return new Sent("unknown", doubtful.why());
        }
        return new Sent("sent", null);
    }

    private MessageTemplate find(String id, @Nullable List<DraftFile> files) {
        return files == null || files.isEmpty() ? find(id) : drafts.find(id, files);
    }

    private MessageTemplate find(String id) {
        return templates.live().templates().find(id).orElseThrow(() -> Problem.notFound("template", id));
    }

    private Channel channel(String name) {
        return route.find(name).orElseThrow(() -> Problem.caller(
                        "request.invalid",
                        "Expected one of "
                                + route.all().stream().map(Channel::name).toList() + ", but got '" + name + "'.")
                .field("channel"));
    }

    private Profile profile(String member) {
        try {
            var id = MemberId.parse(member);
            var profile = members.profiles(List.of(id)).get(id);
            if (profile != null) {
                return profile;
            }
        } catch (IllegalArgumentException notAnId) {
            throw Problem.caller("request.invalid", notAnId.getMessage() + ".").field("member");
        }
        throw Problem.notFound("member", member);
    }

    private static Map<String, String> labelled(Rendered rendered) {
        var labelled = new LinkedHashMap<String, String>();
        Arrays.stream(Part.values())
                .forEach(part -> rendered.part(part).ifPresent(text -> labelled.put(part.label(), text)));
        return labelled;
    }
}
