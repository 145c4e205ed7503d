package dev.newsreel.archfixture.captions;

import dev.newsreel.archfixture.video.VideoOrder;

/** A stage that imports another one. */
public record CaptionsCallVideo(VideoOrder order) {}
