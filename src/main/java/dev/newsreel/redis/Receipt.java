package dev.newsreel.redis;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;

/**
 * The right to settle one queue entry. Whoever saves the outcome of the work settles the entry in
 * the same script; what nobody settled is settled by the queue itself.
 */
public final class Receipt {

  /** The exchange property under which a queue hands out its receipt. */
  public static final String PROPERTY = "receipt";

  private final String stream;
  private final String entry;
  private final String consumer;
  private final AtomicBoolean settled = new AtomicBoolean();

  /**
   * Makes a receipt.
   *
   * @param stream the stream's key
   * @param entry the entry's id in it
   * @param consumer who read it; after a takeover by another one the right is lost
   */
  public Receipt(String stream, String entry, String consumer) {
    this.stream = stream;
    this.entry = entry;
    this.consumer = consumer;
  }

  /** Returns the receipt that the queue handed out with this exchange; null when it did not. */
  public static Receipt of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, Receipt.class);
  }

  /** Returns the key of the stream that holds the entry. */
  public String stream() {
    return stream;
  }

  /** Returns the entry's id. */
  public String entry() {
    return entry;
  }

  /** Returns when the entry was made, by the clock of Redis, in whole milliseconds. */
  public Instant entered() {
    return Instant.ofEpochMilli(Long.parseLong(entry.substring(0, entry.indexOf('-'))));
  }

  /** Returns the name of the consumer that read the entry. */
  public String consumer() {
    return consumer;
  }

  /** Notes that a script has acknowledged and deleted the entry. A repeat is harmless. */
  public void settle() {
    settled.set(true);
  }

  /** Returns whether nothing is left for us to settle. */
  public boolean isSettled() {
    return settled.get();
  }
}
