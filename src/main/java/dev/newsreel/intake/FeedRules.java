package dev.newsreel.intake;

import dev.newsreel.wire.AddressRules;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What a declaration is checked against.
 *
 * @param addresses where feeds may be read from
 * @param prompts whether there is a prompt of that name
 * @param placeholders puts in the settings that a value names as {@code {{setting}}}
 * @param avatars says why an avatar cannot be used; nothing when it may be
 * @param voices says why a voice cannot be used; nothing when it may be
 */
public record FeedRules(
    AddressRules addresses,
    Predicate<String> prompts,
    UnaryOperator<String> placeholders,
    Function<String, Optional<String>> avatars,
    Function<String, Optional<String>> voices) {

  /** Makes rules that know of no avatars and voices, and so refuse none. */
  public FeedRules(
      AddressRules addresses, Predicate<String> prompts, UnaryOperator<String> placeholders) {
    this(addresses, prompts, placeholders, id -> Optional.empty(), id -> Optional.empty());
  }
}
