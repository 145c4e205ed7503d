package dev.newsreel.routes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the routes twice a second. When their files have changed and then stayed the same for
 * one look, they are checked as a whole; what is in order takes the place of what it replaces, and
 * what is not leaves the old routes running.
 */
public final class RouteWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RouteWatch.class);
  private static final long LOOK_MS = 500;

  private final Path folder;
  private final RouteCheck check;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(RouteWatch::thread);
  private Runnable before = () -> {};
  private RouteReport running;
  private Look known;
  private Look last;
  private volatile List<String> refused = List.of();
  private final AtomicInteger taken = new AtomicInteger();

  /**
   * Makes a watch.
   *
   * @param running what the routes that run were made of
   */
  public RouteWatch(Path folder, RouteCheck check, RouteReport running) {
    this.folder = folder;
    this.check = check;
    this.running = running;
    this.known = new Look(running.texts(), running.refused());
    this.last = known;
  }

  /** What was seen in the folder. */
  private record Look(Map<String, String> texts, List<Finding> unreadable) {

    static Look at(Path folder) {
      List<Finding> found = new ArrayList<>();
      Map<String, String> texts = RouteTexts.in(folder, found);
      return new Look(Map.copyOf(texts), found.stream().filter(Finding::refused).toList());
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "route-watch");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Begins to look; the routes run in this context.
   *
   * @param before is called before a change has an effect; when it throws, it is tried again
   */
  public void start(CamelContext context, Runnable before) {
    this.before = before;
    RouteSwap swap = new RouteSwap(context, closing);
    var unused =
        executor.scheduleWithFixedDelay(() -> tick(swap), LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
  }

  // An exception that left this method would end the watch for the life of the process.
  private void tick(RouteSwap swap) {
    try {
      Look seen = Look.at(folder);
      boolean settled = seen.equals(last);
      last = seen;
      if (settled && !seen.equals(known) && take(swap)) {
        known = seen;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("The routes cannot be watched; trying again", e);
    }
  }

  /** Returns whether this content of the files is dealt with. */
  private boolean take(RouteSwap swap) throws InterruptedException {
    RouteReport report = check.checkFlow(folder);
    if (!report.refused().isEmpty()) {
      refuse(report.refused().stream().map(Finding::toString).toList());
      return true;
    }
    before.run();
    RouteChange change = RouteChange.between(running.flow(), report.flow());
    try {
      if (!change.isEmpty() && !swap.make(change)) {
        LOG.info("The changed routes wait for work on the old ones to end");
        return false;
      }
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      LOG.debug("The routes that Camel did not take", e);
      refuse(List.of("Camel does not take the changed routes: " + root(e)));
      return true;
    }
    running = report;
    refused = List.of();
    accept(change);
    return true;
  }

  private void accept(RouteChange change) {
    if (change.isEmpty()) {
      LOG.info("The routes are in order, and as they run");
      return;
    }
    taken.incrementAndGet();
    List<String> gone = change.gone().stream().map(FlowRoute::id).toList();
    List<String> come = change.come().stream().map(FlowRoute::id).toList();
    LOG.info("The routes were changed: {} ended, {} began", gone, come);
  }

  private void refuse(List<String> findings) {
    LOG.error("The changed routes are refused; the old ones go on");
    findings.forEach(finding -> LOG.error("{}", finding));
    refused = findings;
  }

  private static String root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage() == null ? root : root.getMessage());
  }

  /** Returns what is wrong with the files as they are now; empty when they run. */
  public List<String> refused() {
    return refused;
  }

  /** Returns how often changed routes were taken up. */
  public int taken() {
    return taken.get();
  }

  @Override
  public void close() {
    closing.countDown();
    executor.shutdownNow();
  }
}
