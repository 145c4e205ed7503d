package dev.newsreel.intake;

import dev.newsreel.wire.AddressRules;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What a declaration is checked against.
 *
 * @param addresses where feeds may be read from
 * @param prompts whether there is a prompt of that name
 * @param placeholders puts in the settings that a value names as {@code {{setting}}}
 */
public record FeedRules(
    AddressRules addresses, Predicate<String> prompts, UnaryOperator<String> placeholders) {}
