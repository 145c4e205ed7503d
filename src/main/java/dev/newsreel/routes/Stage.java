package dev.newsreel.routes;

import java.util.List;
import java.util.Map;

/**
 * What begins at one consumer.
 *
 * @param from where it begins, such as {@code redis-stream video}
 * @param file the file where it usually stands
 * @param about what it does
 * @param with the options that its consumer must have
 * @param steps what must happen, in this order
 */
record Stage(String from, String file, String about, Map<String, String> with, List<Need> steps) {}
