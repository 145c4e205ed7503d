package dev.newsreel.archfixture.video;

/** A stage that others must not import. */
public final class VideoOrder {}
