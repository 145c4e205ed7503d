package dev.newsreel.archfixture.job;

import dev.newsreel.archfixture.queue.QueueCallsSandbox;

/** The bottom that imports what is above it, and closes a cycle. */
public record JobCallsQueue(QueueCallsSandbox queue) {}
