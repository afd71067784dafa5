package io.hearth.fault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Receivers of messages that note what they accepted, which is the truth about what was sent. They misbehave when asked. */
final class Channels implements AutoCloseable {

    /** A message that was accepted: told apart by the key that the server gave it. */
    record Accepted(String key, String body, Instant at) {}

    enum Manner {
        WELL,
        SLOW,
        BUSY,
        FAULTY,
        SILENT,
        BREAKING_OFF
    }

    private static final Duration SLOWLY = Duration.ofMillis(700);

    private final List<Accepted> webhooks = new CopyOnWriteArrayList<>();
    private final List<Accepted> mails = new CopyOnWriteArrayList<>();
    private final HttpServer http;
    private final ServerSocket smtp;
    private volatile Manner webhookManner = Manner.WELL;
    private volatile Manner mailManner = Manner.WELL;
    private volatile boolean closed;

    Channels() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        http.createContext("/", this::webhook);
        http.setExecutor(Executors.newCachedThreadPool(task -> thread(task, "webhook-stub")));
        http.start();
        smtp = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        thread(this::acceptMail, "smtp-stub").start();
    }

    private static Thread thread(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    URI webhook() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/hook");
    }

    int smtpPort() {
        return smtp.getLocalPort();
    }

    void behave(Manner webhook, Manner mail) {
        webhookManner = webhook;
        mailManner = mail;
    }

    List<Accepted> webhooks() {
        return List.copyOf(webhooks);
    }

    List<Accepted> mails() {
        return List.copyOf(mails);
    }

    private void webhook(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var manner = webhookManner;
        switch (manner) {
            case BUSY -> {
                exchange.getResponseHeaders().add("Retry-After", "1");
                answer(exchange, 429);
            }
            case FAULTY -> answer(exchange, 500);
            case SILENT -> pause(Duration.ofMinutes(2));
            case WELL, SLOW, BREAKING_OFF -> {
                if (manner == Manner.SLOW) {
                    pause(SLOWLY);
                }
                webhooks.add(new Accepted(exchange.getRequestHeaders().getFirst("webhook-id"), body, Instant.now()));
                if (manner == Manner.BREAKING_OFF) {
                    exchange.close();
                } else {
                    answer(exchange, 204);
                }
            }
        }
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptMail() {
        while (!closed) {
            try {
                var socket = smtp.accept();
                thread(() -> talk(socket), "smtp-talk").start();
            } catch (IOException end) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket;
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                var out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII)) {
            out.print("220 lab\r\n");
            out.flush();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var word = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(java.util.Locale.ROOT);
                var manner = mailManner;
                if (word.equals("DATA")) {
                    say(out, "354 go on");
                    if (!data(in, out, manner)) {
                        return;
                    }
                } else if (word.equals("QUIT")) {
                    say(out, "221 bye");
                    return;
                } else if (manner == Manner.BUSY && word.equals("MAIL")) {
                    say(out, "451 later");
                } else {
                    say(out, "250 fine");
                }
            }
        } catch (IOException gone) {
            // The server was ended in the middle of a word.
        }
    }

    private boolean data(BufferedReader in, PrintWriter out, Manner manner) throws IOException {
        var text = new StringBuilder();
        var key = "";
        for (var line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                // The server was ended in the middle of a mail, which is no mail then.
                return false;
            }
            text.append(line).append('\n');
            if (line.startsWith("Message-ID:")) {
                key = line.substring(11).strip();
            }
        }
        switch (manner) {
            case SILENT -> pause(Duration.ofMinutes(2));
            case FAULTY -> say(out, "451 not now");
            case WELL, SLOW, BUSY, BREAKING_OFF -> {
                if (manner == Manner.SLOW) {
                    pause(SLOWLY);
                }
                mails.add(new Accepted(key, text.toString(), Instant.now()));
                if (manner == Manner.BREAKING_OFF) {
                    return false;
                }
                say(out, "250 accepted");
            }
        }
        return true;
    }

    private static void say(PrintWriter out, String answer) {
        out.print(answer + "\r\n");
        out.flush();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        http.stop(0);
        smtp.close();
    }
}
