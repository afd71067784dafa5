package io.hearth.message.channel;

import io.hearth.message.Channel;
import io.hearth.message.MessageSettings;
import io.hearth.task.Tasks;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Switches each channel on by the setting without which it could not work. */
@Configuration(proxyBeanMethods = false)
class ChannelConfiguration {

    @Bean
    @ConditionalOnProperty("spring.mail.host")
    Channel emailChannel(JavaMailSenderImpl mail, MessageSettings settings) {
        return new EmailChannel(mail, settings.email());
    }

    @Bean
    @ConditionalOnProperty("hearth.message.webhook.url")
    WebhookReceiver webhookReceiver(MessageSettings settings, Clock clock) {
        var webhook = settings.webhook();
        var own = settings.publicAddress();
        var url = url(webhook.url());
        if (own != null && String.valueOf(own.getHost()).equalsIgnoreCase(url.getHost())) {
            throw new IllegalArgumentException(
                    "Expected hearth.message.webhook.url to lead elsewhere, but it leads back to this server");
        }
        return new WebhookReceiver(url, webhook, new Poster(webhook.allowPrivate(), webhook.timeout()), clock);
    }

    @Bean
    @ConditionalOnProperty("hearth.message.webhook.url")
    Channel webhookChannel(WebhookReceiver receiver) {
        return new WebhookChannel(receiver);
    }

    @Bean
    WebhookCalls webhookCalls(
            JdbcTemplate jdbc, ObjectProvider<WebhookReceiver> receiver, MessageSettings settings, Clock clock) {
        return new WebhookCalls(jdbc, receiver.getIfAvailable(), settings.limits("webhook"), clock);
    }

    @Bean
    @ConditionalOnProperty("hearth.message.wecom.url")
    Channel wecomChannel(MessageSettings settings, Clock clock) {
        return robot(RobotChannel.Platform.WECOM, settings.wecom(), settings, clock);
    }

    @Bean
    @ConditionalOnProperty("hearth.message.dingtalk.url")
    Channel dingtalkChannel(MessageSettings settings, Clock clock) {
        return robot(RobotChannel.Platform.DINGTALK, settings.dingtalk(), settings, clock);
    }

    @Bean
    @ConditionalOnProperty("hearth.message.feishu.url")
    Channel feishuChannel(MessageSettings settings, Clock clock) {
        return robot(RobotChannel.Platform.FEISHU, settings.feishu(), settings, clock);
    }

    @Bean
    @ConditionalOnProperty("hearth.message.sms.url")
    Channel smsChannel(MessageSettings settings) {
        return new SmsChannel(url(settings.sms().url()), settings.sms(), poster(settings));
    }

    @Bean
    @ConditionalOnProperty("hearth.message.hands.group")
    Channel handsChannel(MessageSettings settings, Tasks tasks, Clock clock) {
        var group = Objects.requireNonNull(settings.hands().group(), "Expected the group that sends, but it is empty");
        return new HandsChannel(group, settings.hands(), tasks, clock);
    }

    private static Channel robot(
            RobotChannel.Platform platform, MessageSettings.Robot robot, MessageSettings settings, Clock clock) {
        return new RobotChannel(platform, url(robot.url()), robot, poster(settings), clock);
    }

    private static Poster poster(MessageSettings settings) {
        return new Poster(settings.webhook().allowPrivate(), settings.webhook().timeout());
    }

    private static URI url(@org.jspecify.annotations.Nullable URI url) {
        return Objects.requireNonNull(url, "Expected the channel's address, but it is empty");
    }
}
