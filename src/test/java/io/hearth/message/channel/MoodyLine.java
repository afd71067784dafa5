package io.hearth.message.channel;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a sender and a real mail server, and spoils connection after connection in a fixed order. */
final class MoodyLine implements AutoCloseable {

    /** What becomes of a connection. */
    enum Mood {
        FINE,
        SLOW,
        /** Breaks before the mail server gets the text. */
        CUT_BEFORE,
        /** Breaks after the mail server took the text and before the sender hears it. */
        CUT_AFTER,
        /** The mail server took the text and the sender never hears it. */
        SILENT,
        /** Hangs up at once. */
        DEAF
    }

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int behind;
    private final List<Mood> moods;
    private final AtomicInteger next = new AtomicInteger();
    private final List<Closeable> open = new CopyOnWriteArrayList<>();

    MoodyLine(int behind, List<Mood> moods) throws IOException {
        this.behind = behind;
        this.moods = moods;
        daemon(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "moody-line");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                var socket = door.accept();
                var mood = moods.get(next.getAndIncrement() % moods.size());
                daemon(() -> carry(socket, mood));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    /** Line by line: the sender speaks, the mail server answers, except within the text. */
    private void carry(Socket sender, Mood mood) {
        open.add(sender);
        if (mood == Mood.DEAF) {
            shut(sender);
            return;
        }
        try (sender;
                var server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            open.add(server);
            var said = reader(sender);
            var answers = reader(server);
            pass(answers, sender);
            var text = false;
            for (var line = said.readLine(); line != null; line = said.readLine()) {
                var end = text && line.equals(".");
                if (end && mood == Mood.CUT_BEFORE) {
                    return;
                }
                if (end && mood == Mood.SLOW) {
                    Thread.sleep(120);
                }
                server.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
                if (text && !end) {
                    continue;
                }
                if (end && (mood == Mood.CUT_AFTER || mood == Mood.SILENT)) {
                    answers.readLine();
                    if (mood == Mood.SILENT) {
                        Thread.sleep(2_000);
                    }
                    return;
                }
                pass(answers, sender);
                text = !end && line.equals("DATA");
            }
        } catch (IOException broken) {
            // Both ends see it.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** An answer of one or more lines; the last has a blank behind its number. */
    private static void pass(BufferedReader answers, Socket sender) throws IOException {
        for (var line = answers.readLine(); line != null; line = answers.readLine()) {
            sender.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            if (line.length() < 4 || line.charAt(3) == ' ') {
                return;
            }
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void shut(Closeable line) {
        try {
            line.close();
        } catch (IOException gone) {
            // It is closed all the same.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        open.forEach(MoodyLine::shut);
    }
}
