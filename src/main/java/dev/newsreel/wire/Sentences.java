package dev.newsreel.wire;

/** The messages of failed calls: one for everything when the address came from outside. */
final class Sentences {

  private Sentences() {}

  static String of(String target, NotSent.Reason reason) {
    var why =
        switch (reason) {
          case ADDRESS -> "the address is not allowed";
          case POOL -> "no connection became free in time";
          case NAME -> "the name could not be resolved";
          case CONNECT -> "no connection could be made";
          case TLS -> "TLS was not agreed upon";
          case DEADLINE -> "its deadline came first";
          case REQUEST -> "it could not be made";
        };
    return target == null
        ? AddressRules.MESSAGE
        : "The request to " + target + " was not sent: " + why + ".";
  }

  static String of(String target, OutcomeUnknown.Reason reason) {
    var why =
        switch (reason) {
          case DEADLINE -> "its deadline came before the end of the answer";
          case SILENCE -> "nothing more was heard";
          case BROKEN -> "the connection broke";
          case GARBAGE -> "the answer was not understood";
        };
    return target == null
        ? AddressRules.MESSAGE
        : "The request to " + target + " was sent, its outcome is unknown: " + why + ".";
  }
}
