package dev.newsreel.sandbox;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.function.Consumer;

/** One call of one provider: lets the faults have their way, then does the work. */
final class Door implements Handler<RoutingContext> {
  private final Workshop shop;
  private final Provider provider;
  private final String call;
  private final Consumer<Exchange> work;

  Door(Workshop shop, Provider provider, String call, Consumer<Exchange> work) {
    this.shop = shop;
    this.provider = provider;
    this.call = call;
    this.work = work;
  }

  @Override
  public void handle(RoutingContext context) {
    FaultRule fault = shop.faults().pick(provider, call);
    Exchange exchange = new Exchange(context, provider, fault);
    String name = provider == Provider.OPENAI ? "x-request-id" : "X-Request-Id";
    exchange.reply(name, "req_" + UUID.randomUUID().toString().replace("-", ""));
    shop.bill().request(provider, call);
    if (exchange.suffers(FaultKind.STATUS) && !fault.after()) {
      exchange.sendFault();
    } else if (exchange.suffers(FaultKind.DROP_BEFORE)) {
      exchange.cut();
    } else {
      work.accept(exchange);
    }
  }

  /** Answers whatever no other door takes with the provider's 404; asks for no key. */
  static Handler<RoutingContext> unknown(Provider provider) {
    return context ->
        new Exchange(context, provider, null)
            .refuse(404, null, "Route " + context.request().path() + " not found");
  }

  /**
   * Returns whether the key opens the sandbox: any but {@code bad-key}, unless the options name
   * one.
   */
  static boolean opens(SandboxOptions options, String key) {
    if (key == null || key.isBlank() || key.equals("bad-key")) {
      return false;
    }
    return options.apiKey() == null || options.apiKey().equals(key);
  }
}
