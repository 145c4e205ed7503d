package dev.newsreel.door;

import java.util.Map;

/**
 * What one look has found, as JSON.
 *
 * @param overview everything at a glance; null when there was trouble
 * @param videos each watched video with its history, by its id
 * @param trouble a problem that kept us from looking; null when there was none
 */
record LiveNews(String overview, Map<String, String> videos, String trouble) {}
