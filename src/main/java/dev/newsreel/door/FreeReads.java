package dev.newsreel.door;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;
import java.util.concurrent.Callable;

/**
 * Vert.x for routes that hand films on. Camel reads each stream piece by piece, in order, but asks
 * for all pieces of all streams to be read in one order: a film that hangs would hold all others.
 */
final class FreeReads extends VertxWrapper {

  FreeReads(Vertx vertx) {
    super((VertxInternal) vertx);
  }

  @Override
  public <T> Future<T> executeBlocking(Callable<T> blocking) {
    return executeBlocking(blocking, false);
  }
}
