package dev.newsreel.e2e;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * What tests of one node have in common: it and its quick providers are shared by a whole class.
 */
abstract class OneNode {

  static TestSandbox providers;
  static RunningNewsreel node;

  @BeforeAll
  static void startNode() {
    providers = TestSandbox.start();
    node = RunningNewsreel.start(providers);
  }

  @AfterAll
  static void closeNode() {
    node.close();
    providers.close();
  }
}
