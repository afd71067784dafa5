package io.hearth.message.channel;

import io.hearth.member.Profile;
import io.hearth.message.Channel;
import io.hearth.message.Delivery;
import io.hearth.message.MessageSettings;
import io.hearth.message.Outgoing;
import io.hearth.message.template.Part;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** E-mail over SMTP. The protocol knows no keys, so a broken connection after the text was sent leaves a doubt. */
final class EmailChannel implements Channel {

    private static final Pattern ANSWER = Pattern.compile("([245][0-9]{2})[ -]");

    private final JavaMailSenderImpl mail;
    private final MessageSettings.Email settings;

    EmailChannel(JavaMailSenderImpl mail, MessageSettings.Email settings) {
        this.mail = mail;
        this.settings = settings;
        var properties = mail.getJavaMailProperties();
        var connect = Long.toString(settings.connect().toMillis());
        var answer = Long.toString(settings.answer().toMillis());
        for (var protocol : new String[] {"smtp", "smtps"}) {
            properties.putIfAbsent("mail." + protocol + ".connectiontimeout", connect);
            properties.putIfAbsent("mail." + protocol + ".timeout", answer);
            properties.putIfAbsent("mail." + protocol + ".writetimeout", answer);
        }
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public Set<Part> parts() {
        return Set.of(Part.SUBJECT, Part.HTML, Part.TEXT);
    }

    @Override
    public boolean takesKey() {
        return false;
    }

    @Override
    public Optional<String> address(Profile profile) {
        return Optional.ofNullable(profile.email()).filter(EmailChannel::isAddress);
    }

    static boolean isAddress(String text) {
        if (text.length() > 254 || text.chars().anyMatch(c -> c <= ' ' || c == 0x7f || c == ',' || c == ';')) {
            return false;
        }
        try {
            new InternetAddress(text, true).validate();
            return text.contains("@");
        } catch (AddressException notOne) {
            return false;
        }
    }

    @Override
    public Delivery deliver(Outgoing message) {
        var mime = new Followed(mail.getSession());
        try {
            compose(message, mime);
            mail.send(mime);
            return new Delivery.Accepted(mime.getMessageID());
        } catch (MailSendException failed) {
            return judge(mime, cause(failed));
        } catch (MailAuthenticationException refused) {
            return new Delivery.Later("the mail server refused the log-in", null);
        } catch (MailParseException | MessagingException | UnsupportedEncodingException broken) {
            return new Delivery.Refused("it makes no e-mail: " + broken.getMessage(), false);
        } catch (MailException failed) {
            return judge(mime, failed);
        }
    }

    private void compose(Outgoing message, MimeMessage mime) throws MessagingException, UnsupportedEncodingException {
        var helper = new MimeMessageHelper(mime, true, StandardCharsets.UTF_8.name());
        helper.setFrom(settings.from(), message.communityName());
        helper.setTo(message.address());
        helper.setSubject(message.rendered().part(Part.SUBJECT).orElse(""));
        var text = message.rendered().part(Part.TEXT).orElse("");
        var html = message.rendered().part(Part.HTML);
        if (html.isPresent()) {
            helper.setText(text, html.get());
        } else {
            helper.setText(text);
        }
        mime.setHeader("List-Unsubscribe", "<" + message.unsubscribe() + ">");
        mime.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        mime.setHeader("Auto-Submitted", "auto-generated");
        mime.setHeader("Message-ID", "<" + message.id() + "@" + domain() + ">");
    }

    private String domain() {
        return settings.from().substring(settings.from().indexOf('@') + 1);
    }

    private static Delivery judge(Followed mime, Throwable cause) {
        var code = code(cause);
        if (code >= 500) {
            var lasting = code == 550 || code == 551 || code == 553;
            return new Delivery.Refused("the mail server answered " + code, lasting);
        }
        if (code >= 400) {
            return new Delivery.Later("the mail server answered " + code, null);
        }
        var why = cause.getClass().getSimpleName();
        return mime.written() ? new Delivery.Doubtful(why) : new Delivery.Later(why, null);
    }

    /** The mail server's own answer, wherever it is hidden; zero if it gave none. */
    private static int code(@Nullable Throwable fault) {
        for (var cause = fault; cause != null; cause = next(cause)) {
            var message = cause.getMessage();
            var answer = ANSWER.matcher(message == null ? "" : message);
            if (cause instanceof MessagingException && answer.lookingAt()) {
                return Integer.parseInt(answer.group(1));
            }
        }
        return 0;
    }

    private static @Nullable Throwable next(Throwable cause) {
        return cause instanceof MessagingException messaging && messaging.getNextException() != null
                ? messaging.getNextException()
                : cause.getCause();
    }

    private static Throwable cause(MailSendException failed) {
        return failed.getFailedMessages().values().stream()
                .findFirst()
                .map(Throwable.class::cast)
                .orElse(failed.getCause() == null ? failed : failed.getCause());
    }

    /** Knows whether all of it was written, which is the point from which on the server may have taken it. */
    private static final class Followed extends MimeMessage {

        private boolean written;
        private final Session own;

        Followed(Session session) {
            super(session);
            this.own = session;
        }

        boolean written() {
            return written;
        }

        @Override
        public void writeTo(OutputStream stream, String[] ignored) throws IOException, MessagingException {
            super.writeTo(stream, ignored);
            written = true;
        }

        /** The id stays the same in each attempt, so that a receiver that looks can tell. */
        @Override
        protected void updateMessageID() throws MessagingException {
            if (getHeader("Message-ID") == null) {
                super.updateMessageID();
            }
        }

        @Override
        public String toString() {
            return "mail of " + own.getProperty("mail.smtp.host");
        }
    }
}
