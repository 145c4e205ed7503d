package dev.newsreel.archfixture.settings;

import java.util.logging.Logger;
import org.apache.camel.PropertyInject;

/** Breaks every habit at once. */
public class SloppyManager {

  static int calls;

  @PropertyInject("sample.name")
  String name;

  void run() throws InterruptedException {
    calls++;
    Logger.getLogger("sloppy").info(name);
    System.out.println(name);
    Thread.sleep(1);
  }
}
