package dev.newsreel.job;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.newsreel.watch.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which avatars and voices there are. An id is refused only when a catalogue that is newer than a
 * minute lacks it: what is not known for certain is left to HeyGen.
 */
public final class Catalogue {

  /** Up to this age a catalogue is believed when it lacks an id. */
  static final Duration CERTAIN = Duration.ofMinutes(1);

  private static final int REMEMBERED = 2000;

  private final OfferStore store;
  private final Loop loop;
  private volatile Shelf shelf = new Shelf(new Offer.All(0, List.of(), List.of()));

  /**
   * Makes a catalogue over what is stored.
   *
   * @param loop turns whenever it is freshened
   */
  public Catalogue(OfferStore store, Loop loop) {
    this.store = store;
    this.loop = loop;
  }

  /** One reading, ready for questions. */
  private static final class Shelf {
    private final Offer.All all;
    private final Set<String> avatars;
    private final Set<String> voices;
    private final Cache<String, String> faults =
        Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Shelf(Offer.All all) {
      this.all = all;
      this.avatars = all.avatars().stream().map(Offer::id).collect(Collectors.toSet());
      this.voices = all.voices().stream().map(Offer::id).collect(Collectors.toSet());
    }

    /** Returns whether it cannot be said that the id does not exist. */
    boolean mayHave(boolean avatar, String id) {
      Set<String> ids = avatar ? avatars : voices;
      return ids.isEmpty() || ids.contains(id);
    }

    boolean isCertain(Instant now) {
      return !now.isAfter(Instant.ofEpochMilli(all.at()).plus(CERTAIN));
    }
  }

  /** Returns all that is offered; empty lists when nothing could be learnt yet. */
  public Offer.All all() {
    Shelf now = latest(store.stored());
    if (now.all.at() == 0) {
      now = latest(store.refresh());
    }
    return now.all;
  }

  /** Takes up what another node has read, or begins to read anew before that gets too old. */
  public void freshen() {
    loop.turned();
    store.freshen();
    latest(store.stored());
  }

  private synchronized Shelf latest(Offer.All found) {
    if (found != null && found.at() > shelf.all.at()) {
      shelf = new Shelf(found);
    }
    return shelf;
  }

  /**
   * Returns why there can be no video with this avatar, as the end of a sentence; empty when there
   * may be. An id that is new asks HeyGen, at most once a minute for all nodes.
   */
  public Optional<String> refusesAvatar(String id) {
    return refuses(true, id);
  }

  /** Returns why there can be no video with this voice; see {@link #refusesAvatar}. */
  public Optional<String> refusesVoice(String id) {
    return refuses(false, id);
  }

  private Optional<String> refuses(boolean avatar, String id) {
    if (id == null || id.isBlank()) {
      return Optional.empty();
    }
    Shelf known = shelf;
    if (known.all.at() > 0 && (avatar ? known.avatars : known.voices).contains(id)) {
      return Optional.empty();
    }
    if (!known.isCertain(store.now())) {
      known = latest(store.stored());
    }
    boolean unsure = known.all.at() == 0 || !known.mayHave(avatar, id);
    if (unsure && !known.isCertain(store.now())) {
      known = latest(store.refresh());
    }
    return known.mayHave(avatar, id) || !known.isCertain(store.now())
        ? Optional.empty()
        : Optional.of(fault(known, avatar, id));
  }

  private static String fault(Shelf known, boolean avatar, String id) {
    return known.faults.get(avatar + id, key -> fault(known.all, avatar, id));
  }

  private static String fault(Offer.All all, boolean avatar, String id) {
    List<Offer> offers = avatar ? all.avatars() : all.voices();
    String what = avatar ? "avatar" : "voice";
    String nearest =
        new Likeness(id)
            .nearest(offers).stream()
                .map(o -> o.name() == null ? o.id() : o.id() + " (" + o.name() + ")")
                .collect(Collectors.joining(", "));
    return "is no %s of this HeyGen account; %s"
        .formatted(
            what,
            nearest.isEmpty()
                ? "GET /api/v1/" + what + "s lists them"
                : "the nearest are " + nearest);
  }
}
