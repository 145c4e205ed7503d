package dev.newsreel.campaign;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Many connections that say nothing. */
final class SilentCrowd implements AutoCloseable {

  private final List<SocketChannel> open = new ArrayList<>();

  SilentCrowd(URI server, int size) throws IOException {
    for (int i = 0; i < size; i++) {
      open.add(SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort())));
    }
  }

  int size() {
    return open.size();
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel channel : open) {
      channel.close();
    }
  }
}
