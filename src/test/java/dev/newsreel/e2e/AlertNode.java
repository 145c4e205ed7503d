package dev.newsreel.e2e;

import java.util.List;
import java.util.stream.IntStream;

/** A second node with a Redis of its own, little money and slow renders; it can stop and return. */
final class AlertNode implements AutoCloseable {

  private final TestSandbox providers = TestSandbox.start("heygen.render", "4s");
  private final String management = Integer.toString(Web.freePort());
  private final String redisUrl;
  private RunningNewsreel node;

  private AlertNode(String redisUrl) {
    this.redisUrl = redisUrl;
    startAgain();
  }

  static AlertNode start(String redisUrl) {
    return new AlertNode(redisUrl);
  }

  /** Starts it where it was. */
  void startAgain() {
    node =
        RunningNewsreel.on(
            redisUrl,
            providers,
            "management-port",
            management,
            "budget.daily-usd",
            "4",
            "budget.recheck",
            "1s");
  }

  void stop() {
    node.close();
  }

  String target() {
    return "127.0.0.1:" + management;
  }

  /** Asks for more videos than there is money for; returns their ids. */
  List<String> spend() {
    return IntStream.range(0, 8).mapToObj(i -> node.api().accepted()).toList();
  }

  void cancel(List<String> ids) {
    ids.forEach(id -> node.api().act(id, "cancel"));
  }

  void refuseWebhooks() {
    providers.fault("{'provider':'heygen','call':'webhooks.list','kind':'status','status':500}");
  }

  void mend() {
    providers.clearFaults();
  }

  @Override
  public void close() {
    node.close();
    providers.close();
  }
}
