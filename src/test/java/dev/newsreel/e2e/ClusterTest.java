package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsreel.redis.RedisServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs in sixteen partitions over a Cluster of three, one of which dies and comes back. */
class ClusterTest {

  private static final int SLOTS = 16384;
  private static final int PARTITIONS = 16;

  private final List<RedisServer> servers = new ArrayList<>();
  private TestSandbox providers;
  private RunningNewsreel node;
  private Books books;

  @BeforeEach
  void start() throws IOException {
    for (int i = 0; i < 3; i++) {
      servers.add(
          RedisServer.running("--cluster-enabled", "yes", "--cluster-node-timeout", "2000"));
    }
    for (int i = 0; i < 3; i++) {
      String slots =
          IntStream.range(SLOTS * i / 3, SLOTS * (i + 1) / 3)
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(" "));
      assertThat(servers.get(i).ask("CLUSTER ADDSLOTS " + slots)).startsWith("+OK");
      servers.get(i).ask("CLUSTER MEET 127.0.0.1 " + servers.get(0).port());
    }
    await().until(() -> servers.stream().allMatch(ClusterTest::isWhole));
    providers = TestSandbox.start("heygen.slots", "50", "heygen.render", "1h");
    String url =
        servers.stream()
            .map(s -> "127.0.0.1:" + s.port())
            .collect(Collectors.joining(",", "redis-cluster://", ""));
    String partitions = Integer.toString(PARTITIONS);
    node =
        RunningNewsreel.on(
            url,
            providers,
            "redis.partitions",
            partitions,
            "reconcile.after",
            "1s",
            "heygen.slots",
            "50");
    books = new Books(url, PARTITIONS, providers, node.api());
  }

  private static boolean isWhole(RedisServer server) {
    String told = server.ask("CLUSTER INFO");
    return told.contains("cluster_state:ok") && told.contains("cluster_known_nodes:3");
  }

  @AfterEach
  void stop() {
    node.close();
    providers.close();
    servers.forEach(RedisServer::close);
  }

  @Test
  void everyAcceptedJobIsDoneAndPaidOnceWhenAServerDiesAndComesBack() {
    List<String> ids = books.acceptedAndOrdered(20);
    assertThat(ids.stream().map(id -> id.substring(id.length() - 2)).distinct().count())
        .as("partitions")
        .isGreaterThan(3);

    servers.get(1).kill();
    servers.get(1).start();

    String later = books.acceptedAtLast();
    books.awaitAllDone();
    node.api().awaitEnd(later, "done");
    ids.forEach(id -> node.api().awaitEnd(id, "done"));
    books.assertBalanced();
  }
}
