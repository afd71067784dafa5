package io.hearth.studio.draft;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import io.hearth.content.Releases;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where drafts are changed. Nobody overwrites what they haven't seen: each act names the file's hash as its author saw it. */
@Service
class Workbench {

    static final int MOST_FILES = 200;

    /** In place of a hash: the file must not be there yet. */
    static final String ABSENT = "absent";

    private final DraftTable drafts;
    private final DraftFileTable files;
    private final Releases releases;
    private final StudioLimits limits;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Workbench(
            DraftTable drafts,
            DraftFileTable files,
            Releases releases,
            StudioLimits limits,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.drafts = drafts;
        this.files = files;
        this.releases = releases;
        this.limits = limits;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    Draft open(String title, String why) {
        var by = Caller.current().name();
        if (drafts.openOf(by) >= limits.mostOpen()) {
            throw refused(
                    "draft.too-many",
                    "at most %d open drafts for each person".formatted(limits.mostOpen()),
                    "%s has as many. Publish or discard one".formatted(by));
        }
        long id = drafts.add(title, why, releases.live().hash(), by, clock.instant());
        audit.record("draft.opened", name(id), null, Map.of("title", title, "why", why));
        return find(id);
    }

    Draft find(long id) {
        return drafts.find(id).orElseThrow(() -> Problem.notFound("draft", Long.toString(id)));
    }

    List<Change> changes(long id) {
        return files.of(id);
    }

    /** The hash of each file as the draft would release it, by path. */
    SortedMap<String, String> hashes(Draft draft) {
        var hashes = new TreeMap<>(releases.hashes(draft.base()));
        for (var change : files.of(draft.id())) {
            if (change.hash() == null) {
                hashes.remove(change.path());
            } else {
                hashes.put(change.path(), change.hash());
            }
        }
        return hashes;
    }

    /** All files as the draft would release them. */
    ContentFiles files(Draft draft) {
        var all = new TreeMap<String, ContentFile>();
        releases.find(draft.base())
                .orElseThrow(() -> Problem.notFound("release", draft.base()))
                .files()
                .forEach(file -> all.put(file.path(), file));
        changes(draft.id()).stream()
                .filter(change -> change.hash() == null)
                .forEach(change -> all.remove(change.path()));
        files.files(draft.id()).forEach(file -> all.put(file.path(), file));
        return ContentFiles.of(all.values());
    }

    Optional<ContentFile> file(Draft draft, String path) {
        var change = files.find(draft.id(), checked(path));
        return change.isPresent() ? files.file(draft.id(), path) : releases.file(draft.base(), path);
    }

    /** The file as it was when the draft was opened or last brought over a newer release. */
    Optional<ContentFile> before(Draft draft, String path) {
        return releases.file(draft.base(), checked(path));
    }

    /**
     * Puts a file into the draft, or takes it away.
     *
     * @param bytes null to take it away
     * @param seen the file's hash as the author saw it, or {@link #ABSENT}; null where none was named
     * @return the file's hash now
     */
    @Transactional
    String put(long id, String path, byte @Nullable [] bytes, @Nullable String seen) {
        var draft = lockOpen(id);
        var now = hash(draft, checked(path));
        var file = bytes == null ? null : new ContentFile(path, bytes);
        var wanted = file == null ? ABSENT : file.hash();
        if (wanted.equals(now)) {
            return now;
        }
        demandSeen(draft, path, now, seen);
        if (bytes != null && bytes.length > limits.mostFileBytes().toBytes()) {
            throw Problem.caller(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "draft.file-too-large",
                            "Expected at most %d bytes for %s, but got %d."
                                    .formatted(limits.mostFileBytes().toBytes(), path, bytes.length))
                    .field("path");
        }
        var earlier = files.find(id, path);
        @Nullable String base = releases.hashes(draft.base()).get(path);
        var by = Caller.current().name();
        if (Objects.equals(base, file == null ? null : file.hash())) {
            files.drop(id, path);
        } else {
            files.put(id, path, file, base, by, clock.instant());
            demandRoom(id);
        }
        changed(draft, draft.base());
        if (earlier.map(change -> !change.by().equals(by) || (change.hash() == null) != (file == null))
                .orElse(true)) {
            // What one person goes on typing is one act.
            audit.record(
                    file == null ? "draft.file-removed" : "draft.file-changed",
                    name(id),
                    Map.of("path", path, "hash", now),
                    Map.of("path", path, "hash", wanted));
        }
        return wanted;
    }

    /** Takes a change back: the file is again as in the release that the draft began with. */
    @Transactional
    void restore(long id, String path, @Nullable String seen) {
        var draft = lockOpen(id);
        var now = hash(draft, checked(path));
        demandSeen(draft, path, now, seen);
        files.drop(id, path);
        changed(draft, draft.base());
        audit.record("draft.file-restored", name(id), Map.of("path", path, "hash", now), Map.of("path", path));
    }

    /** Makes all files of a new draft these ones; in the caller's transaction. */
    void become(long id, ContentFiles wanted) {
        var draft = lockOpen(id);
        var base = releases.hashes(draft.base());
        var by = Caller.current().name();
        var now = clock.instant();
        base.forEach((path, hash) -> {
            if (wanted.find(path).isEmpty()) {
                files.put(id, path, null, hash, by, now);
            }
        });
        wanted.stream()
                .filter(file -> !file.hash().equals(base.get(file.path())))
                .forEach(file -> files.put(id, file.path(), file, base.get(file.path()), by, now));
        demandRoom(id);
        changed(draft, draft.base());
        audit.record("draft.imported", name(id), Map.of("hash", draft.hash()), Map.of("hash", wanted.hash()));
    }

    @Transactional
    Draft describe(long id, String title, String why) {
        var draft = lockOpen(id);
        drafts.describe(id, title, why, Caller.current().name(), clock.instant());
        audit.record(
                "draft.described",
                name(id),
                Map.of("title", draft.title(), "why", draft.why()),
                Map.of("title", title, "why", why));
        return find(id);
    }

    @Transactional
    Draft discard(long id) {
        var draft = lockOpen(id);
        drafts.end(id, Draft.State.DISCARDED);
        events.publishEvent(new DraftChanged(id, draft.hash(), false));
        audit.record("draft.discarded", name(id), Map.of("hash", draft.hash(), "files", draft.changed()), null);
        return find(id);
    }

    /** What bringing the draft over the live release would mean. */
    Rebase rebase(Draft draft) {
        var onto = releases.live().hash();
        return Rebase.of(draft, changes(draft.id()), releases.hashes(draft.base()), onto, releases.hashes(onto));
    }

    /**
     * Brings the draft over the live release.
     *
     * @param onto the release that the person saw; another one by now is a conflict
     * @param keep for each file in conflict {@code mine} or {@code theirs}
     */
    @Transactional
    Draft rebase(long id, String onto, Map<String, String> keep) {
        var draft = lockOpen(id);
        var rebase = rebase(draft);
        if (!rebase.onto().equals(onto)) {
            throw refused("draft.moved", "to bring the draft over release " + onto, rebase.onto() + " is live by now");
        }
        var unsettled = rebase.conflicts().stream()
                .map(Rebase.Conflict::path)
                .filter(path -> !"mine".equals(keep.get(path)) && !"theirs".equals(keep.get(path)))
                .toList();
        if (!unsettled.isEmpty()) {
            throw Problem.caller(
                            HttpStatus.CONFLICT,
                            "draft.conflict",
                            "Expected 'mine' or 'theirs' for each file that both changed, but it is missing for "
                                    + String.join(", ", unsettled) + ".")
                    .field("keep");
        }
        rebase.settled().forEach(path -> files.drop(id, path));
        for (var conflict : rebase.conflicts()) {
            if ("theirs".equals(keep.get(conflict.path()))) {
                files.drop(id, conflict.path());
            } else {
                files.rebase(id, conflict.path(), conflict.theirs());
            }
        }
        changed(draft, onto);
        audit.record("draft.rebased", name(id), Map.of("base", draft.base()), Map.of("base", onto, "kept", keep));
        return find(id);
    }

    Draft lockOpen(long id) {
        var draft = drafts.lock(id).orElseThrow(() -> Problem.notFound("draft", Long.toString(id)));
        if (!draft.isOpen()) {
            throw refused(
                    "draft.closed",
                    "draft %d to be open".formatted(id),
                    "it is " + draft.state().name().toLowerCase(java.util.Locale.ROOT));
        }
        return draft;
    }

    /** Refuses where the files are not those that were seen, or are not a change of the live release. */
    void requireReady(Draft draft, String hash) {
        if (!limits.publish()) {
            throw refused(
                    "draft.folder",
                    "releases to be published here",
                    "they come from a folder that people review elsewhere; take the draft's changes there");
        }
        if (!draft.hash().equals(hash)) {
            throw refused("draft.changed", "draft %d as it was seen".formatted(draft.id()), "it was changed since");
        }
        var live = releases.live().hash();
        if (!draft.base().equals(live)) {
            throw refused(
                    "draft.behind",
                    "draft %d to stand over the live release".formatted(draft.id()),
                    "another was published since; bring it over that one first");
        }
        if (draft.changed() == 0 || draft.hash().equals(live)) {
            throw refused("draft.empty", "draft %d to change something".formatted(draft.id()), "it changes nothing");
        }
    }

    /** In the transaction that publishes it: the draft is over, if it is still what was agreed to. */
    void published(long id, String hash) {
        become(id, hash, Draft.State.PUBLISHED);
    }

    /** In the transaction in which a share of the members begins to try it. */
    void tried(long id, String hash) {
        become(id, hash, Draft.State.CANARY);
    }

    /** In the transaction in which that ends. */
    void triedOut(long id, boolean everyone) {
        drafts.lock(id)
                .filter(draft -> draft.state() == Draft.State.CANARY)
                .ifPresent(draft -> drafts.end(id, everyone ? Draft.State.PUBLISHED : Draft.State.OPEN));
    }

    private void become(long id, String hash, Draft.State state) {
        var draft = lockOpen(id);
        if (!draft.hash().equals(hash)) {
            throw refused("draft.changed", "draft %d as it was agreed to".formatted(id), "it was changed since");
        }
        drafts.end(id, state);
    }

    private void changed(Draft draft, String base) {
        var hash = ContentFiles.hashOf(hashes(draft.over(base)));
        drafts.changed(draft.id(), base, hash, Caller.current().name(), clock.instant());
        events.publishEvent(new DraftChanged(draft.id(), hash, true));
    }

    private String hash(Draft draft, String path) {
        var change = files.find(draft.id(), path);
        @Nullable
        String hash = change.isPresent()
                ? change.get().hash()
                : releases.hashes(draft.base()).get(path);
        return hash == null ? ABSENT : hash;
    }

    private void demandSeen(Draft draft, String path, String now, @Nullable String seen) {
        if (seen == null) {
            throw Problem.caller(
                    HttpStatus.PRECONDITION_REQUIRED,
                    "draft.unseen",
                    "Expected header If-Match with the file's ETag, or If-None-Match: * for a new file, but got neither.");
        }
        if (!seen.equals(now)) {
            var change = files.find(draft.id(), path);
            throw Problem.caller(
                            HttpStatus.PRECONDITION_FAILED,
                            "draft.file-changed",
                            "Expected %s as its author saw it, but %s."
                                    .formatted(
                                            path,
                                            change.map(other -> "%s %s it at %s"
                                                            .formatted(
                                                                    other.by(),
                                                                    other.hash() == null ? "took away" : "changed",
                                                                    other.at()))
                                                    .orElse("it is as in the release")))
                    .field("path");
        }
    }

    private void demandRoom(long id) {
        var all = new ArrayList<>(files.of(id));
        long bytes = all.stream().mapToLong(Change::size).sum();
        if (all.size() > MOST_FILES || bytes > limits.mostBytes().toBytes()) {
            throw Problem.caller(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "draft.too-large",
                    "Expected at most %d changed files of %d bytes together in draft %d, but got %d of %d."
                            .formatted(MOST_FILES, limits.mostBytes().toBytes(), id, all.size(), bytes));
        }
    }

    private static String checked(String path) {
        if (!ContentFile.isPath(path)) {
            throw Problem.caller(
                            "draft.path", "Expected a path such as rules/rewards/contribution.dslr, but got another.")
                    .field("path");
        }
        return path;
    }

    static String name(long id) {
        return "draft-" + id;
    }

    static Problem refused(String code, String expected, String found) {
        return Problem.caller(HttpStatus.CONFLICT, code, "Expected %s, but %s.".formatted(expected, found));
    }
}
