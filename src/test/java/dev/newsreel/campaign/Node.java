package dev.newsreel.campaign;

import dev.newsreel.e2e.NewsreelProcess;
import dev.newsreel.e2e.Web;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** One node that is started again whenever it has ended, as a service manager would do it. */
final class Node implements AutoCloseable {

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private enum State {
    DOWN,
    STARTING,
    READY,
    STOPPED,
    CLOSED
  }

  private final Timetable clock;
  private final Path directory = NewsreelProcess.directory();
  private final int port = Web.freePort();
  private final Map<String, String> settings;
  private NewsreelProcess process;
  private State state = State.DOWN;
  private int exits;

  Node(Timetable clock, Map<String, String> settings) {
    this.clock = clock;
    this.settings = new HashMap<>(settings);
    this.settings.put("PORT", Integer.toString(port));
    this.settings.put("MANAGEMENT_PORT", Integer.toString(Web.freePort()));
  }

  /** Gives it another environment variable, from its next start on. */
  synchronized void set(String variable, String value) {
    settings.put(variable, value);
  }

  int port() {
    return port;
  }

  Path directory() {
    return directory;
  }

  /** Returns how often it has ended without being killed. */
  synchronized int exits() {
    return exits;
  }

  synchronized boolean isReady() {
    return state == State.READY;
  }

  synchronized void start() {
    if (state == State.DOWN) {
      process = NewsreelProcess.start(directory, settings);
      state = State.STARTING;
      later(LOOK, this::look);
    }
  }

  private void look() {
    boolean answers = answers();
    synchronized (this) {
      if (state != State.STARTING && state != State.READY) {
        return;
      }
      if (!process.isAlive()) {
        exits++;
        state = State.DOWN;
        later(PAUSE, this::start);
        return;
      }
      if (answers) {
        state = State.READY;
      }
      later(LOOK, this::look);
    }
  }

  private boolean answers() {
    if (isReady()) {
      return true;
    }
    try {
      URI url = URI.create("http://127.0.0.1:" + port + "/api/v1/videos?limit=1");
      return Web.get(url).status() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /** Kills it at any point of its life; it comes back after a while. */
  synchronized void kill(Duration away) {
    if (state != State.DOWN && state != State.CLOSED) {
      process.kill();
      state = State.DOWN;
      later(away, this::start);
    }
  }

  /** Lets it stand still for a while, in the middle of what it does. */
  synchronized void stop(Duration length) {
    if (state == State.READY) {
      process.signal("STOP");
      state = State.STOPPED;
      later(length, this::goOn);
    }
  }

  private synchronized void goOn() {
    if (state == State.STOPPED) {
      process.signal("CONT");
      state = State.READY;
      later(LOOK, this::look);
    }
  }

  private void later(Duration delay, Runnable work) {
    clock.after(delay, work);
  }

  @Override
  public synchronized void close() {
    state = State.CLOSED;
    if (process != null) {
      process.kill();
    }
  }
}
