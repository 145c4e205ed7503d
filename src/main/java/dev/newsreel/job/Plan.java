package dev.newsreel.job;

import java.math.BigDecimal;

/**
 * What a person's act would do to a job.
 *
 * @param after the job as it would be
 * @param event what the history would say
 * @param tells one sentence for the person
 * @param usd what it may cost, in US dollars; zero when nothing is bought
 */
public record Plan(VideoJob after, String event, String tells, BigDecimal usd) {}
