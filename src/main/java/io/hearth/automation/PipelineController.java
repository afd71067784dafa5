package io.hearth.automation;

import io.hearth.account.Audit;
import io.hearth.automation.Progress.PartitionProgress;
import io.hearth.community.Communities;
import io.hearth.platform.Problem;
import io.hearth.platform.Redis;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How the pipeline does, and as of when the segments of a community are decided. */
@RestController
@RequestMapping("/api/v1")
class PipelineController {

    private final Progress progress;
    private final Pipeline pipeline;
    private final Commands commands;
    private final AsOf asOf;
    private final Communities communities;
    private final Redis redis;
    private final Audit audit;

    PipelineController(
            Progress progress,
            Pipeline pipeline,
            Commands commands,
            AsOf asOf,
            Communities communities,
            Redis redis,
            Audit audit) {
        this.progress = progress;
        this.pipeline = pipeline;
        this.commands = commands;
        this.asOf = asOf;
        this.communities = communities;
        this.redis = redis;
        this.audit = audit;
    }

    /** @param trouble why nothing is decided at the moment */
    record Whole(
            boolean running,
            @Nullable String trouble,
            boolean redis,
            long lag,
            long commandsWaiting,
            List<PartitionProgress> partitions) {}

    @GetMapping("/pipeline")
    Whole pipeline() {
        var partitions = progress.partitions();
        return new Whole(
                pipeline.isRunning(),
                pipeline.trouble(),
                redis.available(),
                partitions.stream().mapToLong(PartitionProgress::lag).sum(),
                commands.waiting(),
                partitions);
    }

    /** @param at null to decide as of now again */
    record Moment(@Nullable Instant at) {}

    /** Decides a community's segments as of a day, where its data is from the past. */
    @PutMapping("/communities/{slug}/as-of")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PreAuthorize("hasAnyRole('MARKETER', 'OPERATOR')")
    Moment asOf(@PathVariable String slug, @RequestBody Moment moment) {
        if (!communities.knows(slug)) {
            throw Problem.notFound("community", slug);
        }
        asOf.set(slug, Optional.ofNullable(moment.at()));
        Map<String, @Nullable Object> after = new HashMap<>();
        after.put("at", moment.at());
        audit.record("segments.as-of", slug, null, after);
        return moment;
    }
}
