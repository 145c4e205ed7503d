package dev.newsreel.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends the news of one finished thing to whom it concerns, with the faults that befall webhooks.
 */
final class Webhooks {
  private static final long PATIENCE_MILLIS = 2_000;

  private final Workshop shop;
  private final WebhookSender sender;
  private final List<Runnable> held = new ArrayList<>();
  private final Map<String, Promise<Void>> waiting = new HashMap<>();

  Webhooks(Workshop shop) {
    this.shop = shop;
    sender = new WebhookSender(shop);
  }

  WebhookSender sender() {
    return sender;
  }

  /**
   * Returns whether the thing just created by this provider is to be told of early or falsely, or
   * null.
   */
  FaultRule atCreation(Provider provider) {
    return shop.faults().pick(Provider.WEBHOOK, provider.word(), FaultKind::atCreation);
  }

  /** Sends the news; the future completes when every delivery has come to an end. */
  Future<Void> tell(Provider provider, List<WebhookSender.Delivery> news) {
    FaultRule fault =
        news.isEmpty()
            ? null
            : shop.faults().pick(Provider.WEBHOOK, provider.word(), kind -> !kind.atCreation());
    if (fault == null) {
      return send(news);
    }
    Promise<Void> done = Promise.promise();
    switch (fault.kind()) {
      case WEBHOOK_LOST -> {
        shop.bill().add("webhooks", "lost", news.size());
        shop.bill().add("webhooks", "untold", 1);
        done.complete();
      }
      case WEBHOOK_TWICE -> send(news).compose(first -> send(news)).onComplete(done);
      case WEBHOOK_LATE -> shop.after(fault.delay().toMillis(), () -> send(news).onComplete(done));
      default -> hold(fault, () -> send(news).onComplete(done));
    }
    return done.future();
  }

  /** The future completes when the end of this thing was told, or after two seconds. */
  Future<Void> whenTold(String id) {
    Promise<Void> told = Promise.promise();
    waiting.put(id, told);
    shop.after(PATIENCE_MILLIS, told::tryComplete);
    return told.future();
  }

  /** Wakes who waits for that. */
  void told(String id) {
    Promise<Void> listener = waiting.remove(id);
    if (listener != null) {
      listener.tryComplete();
    }
  }

  /** Sends what no fault may touch. */
  Future<Void> send(List<WebhookSender.Delivery> news) {
    List<Future<Boolean>> sent = news.stream().map(sender::deliver).toList();
    return Future.join(sent)
        .<Void>mapEmpty()
        .onComplete(
            done -> {
              List<Runnable> waiting = List.copyOf(held);
              held.clear();
              waiting.forEach(Runnable::run);
            });
  }

  /** Sends false news. */
  void forge(List<WebhookSender.Delivery> news) {
    shop.bill().add("webhooks", "forged", news.size());
    news.forEach(sender::deliver);
  }

  private void hold(FaultRule fault, Runnable work) {
    held.add(work);
    shop.after(
        fault.delay().toMillis(),
        () -> {
          if (held.remove(work)) {
            work.run();
          }
        });
  }
}
