package io.hearth.message.channel;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/** Posts JSON to others: no redirects, no cookies, small answers, and an end to all patience. */
final class Poster implements AutoCloseable {

    private static final int LARGEST_ANSWER = 64 * 1024;
    private static final int CONNECTIONS = 128;

    /** What came of it. */
    sealed interface Outcome {
        record Answer(int status, String body, String retryAfter) implements Outcome {}

        /** Nothing was sent. With {@code refused}, nothing ever will be. */
        record NotSent(String why, boolean refused) implements Outcome {}

        /** It may have been read. */
        record InDoubt(String why) implements Outcome {}
    }

    private final PublicAddresses addresses;
    private final CloseableHttpClient client;
    private final Duration patience;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "poster-watch");
        thread.setDaemon(true);
        return thread;
    });

    Poster(boolean allowPrivate, Duration patience) {
        this(new PublicAddresses(InetAddress::getAllByName, allowPrivate), patience);
    }

    Poster(PublicAddresses addresses, Duration patience) {
        this.addresses = addresses;
        this.patience = patience;
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(addresses)
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofSeconds(5))
                        .setSocketTimeout(Timeout.of(patience))
                        .setValidateAfterInactivity(Timeout.ofSeconds(1))
                        .setTimeToLive(Timeout.ofMinutes(5))
                        .build())
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(connections)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("Hearth")
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(patience))
                        .setResponseTimeout(Timeout.of(patience))
                        .build())
                .build();
    }

    PublicAddresses addresses() {
        return addresses;
    }

    Outcome post(URI address, String json, Map<String, String> headers) {
        var refusal = addresses.refusal(address);
        if (refusal.isPresent()) {
            return new Outcome.NotSent(refusal.get(), true);
        }
        var request = new HttpPost(address);
        headers.forEach(request::setHeader);
        request.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON.withCharset(StandardCharsets.UTF_8)));
        var end = watch.schedule(request::abort, patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, Poster::answer);
        } catch (PublicAddresses.NotPublic refused) {
            return new Outcome.NotSent(String.valueOf(refused.getMessage()), true);
        } catch (UnknownHostException
                | ConnectException
                | NoRouteToHostException
                | ConnectTimeoutException
                | ConnectionRequestTimeoutException
                | SSLHandshakeException unreached) {
            return new Outcome.NotSent(why(unreached), false);
        } catch (IOException broken) {
            return new Outcome.InDoubt(why(broken));
        } finally {
            end.cancel(false);
        }
    }

    private static String why(Exception fault) {
        return fault.getClass().getSimpleName() + (fault.getMessage() == null ? "" : ": " + fault.getMessage());
    }

    private static Outcome answer(ClassicHttpResponse response) throws IOException {
        var retryAfter = response.getFirstHeader("Retry-After");
        var body = "";
        var entity = response.getEntity();
        if (entity != null) {
            try (var stream = entity.getContent()) {
                body = new String(stream.readNBytes(LARGEST_ANSWER), StandardCharsets.UTF_8);
                if (stream.read() >= 0) {
                    response.close();
                }
            }
        }
        return new Outcome.Answer(response.getCode(), body, retryAfter == null ? "" : retryAfter.getValue());
    }

    @Override
    public void close() throws IOException {
        watch.shutdownNow();
        client.close();
    }
}
