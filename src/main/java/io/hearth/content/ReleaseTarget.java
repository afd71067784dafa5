package io.hearth.content;

/** Makes a release ready to serve (compiles, deploys) before it goes live; whoever throws stops the release. */
public interface ReleaseTarget {
    void prepare(Release release);
}
