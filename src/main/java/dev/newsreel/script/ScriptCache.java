package dev.newsreel.script;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.newsreel.job.Script;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Scripts written lately, and those being written now: of many equal requests at once, one asks and
 * the others wait for its answer. What failed is not kept.
 */
final class ScriptCache {

  private final AsyncCache<String, Script> scripts;
  private final ConcurrentMap<String, CompletableFuture<Script>> asking = new ConcurrentHashMap<>();

  ScriptCache(Duration memory, int size) {
    scripts = Caffeine.newBuilder().expireAfterWrite(memory).maximumSize(size).buildAsync();
  }

  /**
   * Returns a script for this key, waiting for one that is being written. When it returns nothing,
   * the caller is the one who asks and must call {@link #answer} or {@link #fail}.
   */
  Optional<Script> recall(String key) {
    while (true) {
      CompletableFuture<Script> mine = new CompletableFuture<>();
      CompletableFuture<Script> known = scripts.asMap().putIfAbsent(key, mine);
      if (known == null) {
        asking.put(key, mine);
        return Optional.empty();
      }
      try {
        return Optional.of(known.join());
      } catch (CompletionException | CancellationException e) {
        // The other one failed; the entry is gone, so the next round asks itself.
        scripts.asMap().remove(key, known);
      }
    }
  }

  /** Gives the answer to all who wait, and keeps it. */
  void answer(String key, Script script) {
    CompletableFuture<Script> mine = asking.remove(key);
    if (mine != null) {
      mine.complete(script);
    }
  }

  /** Lets one of those who wait ask instead. A repeat, or a call after the answer, is harmless. */
  void fail(String key) {
    CompletableFuture<Script> mine = asking.remove(key);
    if (mine != null) {
      mine.completeExceptionally(new CancellationException());
    }
  }

  /** Returns what fails a request when the exchange that was to answer it has ended. */
  SynchronizationAdapter releasing(String key) {
    return new SynchronizationAdapter() {
      @Override
      public void onDone(Exchange exchange) {
        fail(key);
      }
    };
  }
}
