package dev.newsreel.redis;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.BaseConfig;
import org.redisson.config.BaseMasterSlaveServersConfig;
import org.redisson.config.Config;
import org.redisson.config.EqualJitterDelay;
import org.redisson.config.ReadMode;

/**
 * Where Redis is, read from one address.
 *
 * @param scheme {@code redis}, {@code rediss}, {@code redis-sentinel} or {@code redis-cluster}
 * @param user null for the default user
 * @param password null when none is needed
 * @param hosts one {@code host:port}, or several of a Sentinel or Cluster
 * @param path the database number, or the master's name of a Sentinel; empty for none
 */
record RedisAddress(String scheme, String user, String password, List<String> hosts, String path) {

  private static final Duration PAUSE = Duration.ofMillis(400);

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong, without the password
   */
  static RedisAddress parse(String url) {
    int mark = url.indexOf("://");
    if (mark < 0) {
      throw new IllegalArgumentException("redis.url has no scheme such as redis://");
    }
    String scheme = url.substring(0, mark);
    if (!List.of("redis", "rediss", "redis-sentinel", "redis-cluster").contains(scheme)) {
      throw new IllegalArgumentException("redis.url has the unknown scheme " + scheme);
    }
    String rest = url.substring(mark + 3);
    int slash = rest.indexOf('/');
    String path = slash < 0 ? "" : rest.substring(slash + 1);
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    int at = authority.lastIndexOf('@');
    String[] login = at < 0 ? new String[0] : authority.substring(0, at).split(":", 2);
    String user = login.length > 0 && !login[0].isEmpty() ? login[0] : null;
    String password = login.length > 1 ? login[1] : null;
    List<String> hosts =
        Arrays.stream(authority.substring(at + 1).split(","))
            .map(h -> withPort(h, scheme))
            .toList();
    if (scheme.equals("redis-sentinel") && path.isEmpty()) {
      throw new IllegalArgumentException("redis.url of a Sentinel ends with /<master name>");
    }
    return new RedisAddress(scheme, user, password, hosts, path);
  }

  private static String withPort(String host, String scheme) {
    String full =
        host.matches(".*:\\d+$")
            ? host
            : host + (scheme.equals("redis-sentinel") ? ":26379" : ":6379");
    URI uri = URI.create("redis://" + full);
    if (uri.getHost() == null || uri.getPort() < 1 || uri.getPort() > 65535) {
      throw new IllegalArgumentException("redis.url has no usable host and port in " + host);
    }
    return full;
  }

  /**
   * Returns the client's configuration: few threads, short waits, everything from the master.
   *
   * @param patience how long one attempt at a command may take; two more follow it
   */
  Config config(Duration patience) {
    Config config = new Config();
    config.setCodec(StringCodec.INSTANCE).setUseScriptCache(true);
    config.setThreads(2).setNettyThreads(4);
    switch (scheme) {
      case "redis-sentinel" -> sentinel(config, patience);
      case "redis-cluster" -> cluster(config, patience);
      default -> single(config, patience);
    }
    return config;
  }

  private void single(Config config, Duration patience) {
    var single = config.useSingleServer();
    single.setAddress(scheme + "://" + hosts.get(0));
    single.setConnectionPoolSize(128).setConnectionMinimumIdleSize(4).setDnsMonitoringInterval(-1);
    if (!path.isEmpty()) {
      single.setDatabase(Integer.parseInt(path));
    }
    common(single, patience);
  }

  private void sentinel(Config config, Duration patience) {
    var sentinel = config.useSentinelServers().setMasterName(path).setScanInterval(1000);
    sentinel.setCheckSentinelsList(false);
    hosts.forEach(h -> sentinel.addSentinelAddress("redis://" + h));
    masters(sentinel, patience);
  }

  private void cluster(Config config, Duration patience) {
    var cluster = config.useClusterServers().setScanInterval(1000);
    hosts.forEach(h -> cluster.addNodeAddress("redis://" + h));
    masters(cluster, patience);
  }

  private <T extends BaseMasterSlaveServersConfig<T>> void masters(T config, Duration patience) {
    config.setReadMode(ReadMode.MASTER);
    config.setMasterConnectionPoolSize(128).setMasterConnectionMinimumIdleSize(4);
    common(config, patience);
  }

  private <T extends BaseConfig<T>> void common(T config, Duration patience) {
    config.setUsername(user).setPassword(password).setClientName("newsreel");
    int millis = Math.toIntExact(patience.toMillis());
    config.setConnectTimeout(millis).setTimeout(millis);
    config.setRetryAttempts(2).setRetryDelay(new EqualJitterDelay(PAUSE, PAUSE.multipliedBy(2)));
  }
}
