package dev.newsreel.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.redisson.client.NettyHook;
import org.redisson.client.protocol.CommandData;
import org.redisson.client.protocol.CommandsData;

/**
 * Counts what goes to Redis: {@code redis.commands} by command as it is written to the connection,
 * repeats of the client included, {@code redis.scripts} by script with their time, and {@code
 * redis.failures}.
 */
final class RedisMeters implements NettyHook {

  private final MeterRegistry registry;
  private final Map<String, Counter> commands = new ConcurrentHashMap<>();
  private final Map<String, Timer> scripts = new ConcurrentHashMap<>();

  RedisMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void afterBoostrapInitialization(Bootstrap bootstrap) {}

  @Override
  public void afterChannelInitialization(Channel channel) {
    channel.pipeline().addLast(new Counting());
  }

  /** Sees everything that is written to one connection. */
  private final class Counting extends ChannelOutboundHandlerAdapter {

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
        throws Exception {
      if (message instanceof CommandData<?, ?> command) {
        sent(command);
      } else if (message instanceof CommandsData several) {
        several.getCommands().forEach(RedisMeters.this::sent);
      }
      super.write(context, message, promise);
    }
  }

  private void sent(CommandData<?, ?> command) {
    commands
        .computeIfAbsent(
            command.getCommand().getName(),
            name -> registry.counter("redis.commands", "command", name))
        .increment();
  }

  /** Notes a script that has answered. */
  void ran(String script, long nanos) {
    scripts
        .computeIfAbsent(script, name -> registry.timer("redis.scripts", "script", name))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Notes a script whose outcome is not known. */
  void failed(String script) {
    registry.counter("redis.failures", "script", script).increment();
  }
}
