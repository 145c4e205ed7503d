package dev.newsreel.archfixture.door;

import dev.newsreel.archfixture.video.VideoOrder;

/** A door that imports a stage. */
public record DoorCallsVideo(VideoOrder order) {}
