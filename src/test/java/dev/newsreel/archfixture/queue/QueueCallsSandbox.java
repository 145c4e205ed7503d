package dev.newsreel.archfixture.queue;

import dev.newsreel.archfixture.job.JobCallsQueue;
import dev.newsreel.archfixture.sandbox.FakeVideo;

/** Imports the sandbox, which only the root may. */
public record QueueCallsSandbox(JobCallsQueue job, FakeVideo video) {}
