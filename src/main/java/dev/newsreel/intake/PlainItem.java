package dev.newsreel.intake;

import java.net.URI;
import java.time.Instant;

/**
 * What matters of an item or entry of any format; texts are HTML and may be empty, never null.
 *
 * @param guid trimmed; empty when there is none
 * @param link absolute; null when there is none
 * @param date null when unknown
 */
record PlainItem(
    String guid,
    URI link,
    String title,
    String summary,
    String content,
    Instant date,
    String author) {}
