package dev.newsreel.job;

import java.math.BigDecimal;
import java.net.URI;

/**
 * The finished video.
 *
 * @param url the provider's link
 * @param file path of our copy below the publishing directory; null when none is kept
 * @param bytes size of our copy
 * @param sha256 checksum of our copy, hexadecimal
 * @param seconds its length; null when unknown
 */
public record Result(URI url, String file, Long bytes, String sha256, BigDecimal seconds) {}
