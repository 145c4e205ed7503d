package dev.newsreel.telemetry;

import dev.newsreel.settings.Secrets;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.StringLayout;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.appender.ConsoleAppender.Target;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Makes the log safe: the appenders of {@code log4j2.xml} write without secrets. */
public final class SafeLog {

  private SafeLog() {}

  /** Hides these secrets in all that is logged from now on. A repeat hides these instead. */
  public static void hide(Secrets secrets) {
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    Configuration configuration = context.getConfiguration();
    LoggerConfig root = configuration.getRootLogger();
    for (Map.Entry<String, Appender> each : Map.copyOf(root.getAppenders()).entrySet()) {
      StringLayout layout = (StringLayout) configuration.getAppender(each.getKey()).getLayout();
      ConsoleAppender safe = console(each.getKey(), new SafeLayout(layout, secrets));
      root.removeAppender(each.getKey());
      root.addAppender(safe, (Level) null, null);
    }
    context.updateLoggers();
    // Some libraries know no other log than that of Java.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  private static ConsoleAppender console(String name, SafeLayout layout) {
    Target target = Target.valueOf(System.getProperty("newsreel.log.target", "SYSTEM_OUT"));
    ConsoleAppender appender =
        ConsoleAppender.newBuilder().setName(name).setLayout(layout).setTarget(target).build();
    appender.start();
    return appender;
  }
}
