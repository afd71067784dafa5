package io.hearth.collaboration;

import static io.hearth.journey.block.Shape.Type.TEMPLATE;

import io.hearth.journey.block.BuildingBlock;
import io.hearth.journey.block.Shape;
import io.hearth.journey.block.Visit;
import io.hearth.message.MessageRequest;
import io.hearth.message.Messages;
import io.hearth.message.PublicLinks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Plans a message to a partner who is a member as well: consent, quiet hours, channel and delivery are those of any
 * message. Other partners are written to by the owner.
 */
@Component
class WriteToPartner implements BuildingBlock {

    private static final String PURPOSE_OF_TEMPLATE = "";

    private final UnderWay underWay;
    private final Messages messages;
    private final PublicLinks links;

    WriteToPartner(UnderWay underWay, Messages messages, PublicLinks links) {
        this.underWay = underWay;
        this.messages = messages;
        this.links = links;
    }

    @Override
    public Shape shape() {
        return Shape.ofCollaboration(
                "write-to-partner",
                "写信给合作方",
                "Write to the partner",
                new Shape.Field("template", TEMPLATE, true, "模板", "Template"));
    }

    @Override
    public void perform(Visit visit) {
        var about = underWay.of(visit);
        var partner = underWay.partner(about);
        var member = partner.member();
        if (member != null) {
            messages.plan(List.of(new MessageRequest(
                    "journey/" + visit.key(),
                    member,
                    about.community(),
                    visit.required("template"),
                    values(about),
                    PURPOSE_OF_TEMPLATE,
                    visit.cause().orElse(null))));
        }
    }

    /** What a template may show of a collaboration. */
    private Map<String, String> values(Collaboration about) {
        var values = new LinkedHashMap<String, String>();
        values.put("title", about.title());
        values.put("publishBy", about.publishBy().toString());
        values.put("link", links.tracked(about.code()));
        if (about.fee() != null) {
            values.put("fee", Long.toString(about.fee()));
        }
        return values;
    }
}
